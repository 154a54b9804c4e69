"""What steps of the procedure ``challenge`` bring about in a running project.

Each runs inside the step's own transaction; a Refusal takes the step back.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from kechuang.base.actors import Actor, system_actor
from kechuang.base.errors import wrong_state
from kechuang.cases.models import Case
from kechuang.engines.flow import Effect
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import (
    ChangeRequest,
    Contract,
    ExemptionFile,
    IntegrityRecord,
    Milestone,
    Termination,
)
from kechuang.programmes.refusals_of_execution import NOT_ACCEPTED, NOT_CHANGED, NOT_TERMINATED
from kechuang.programmes.selectors.execution.facts import contract_of, contracts_of
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.services.execution.changing import make_change
from kechuang.programmes.services.execution.ending import make_exemption_file
from kechuang.programmes.states_of_execution import (
    Cause,
    ChangeKind,
    ChangeState,
    ContractState,
    IntegrityKind,
    MilestoneState,
    TerminationState,
)

STOPPED = (ContractState.ELIMINATED, ContractState.TERMINATED)
ARCHIVIST = system_actor("programmes: file of diligence")


def extend_contract(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """The extension that the chief asked for is granted by whoever takes the step."""
    contract = _contract(case)
    asked = ChangeRequest.objects.filter(
        contract=contract, kind=ChangeKind.EXTENSION, state=ChangeState.ASKED
    ).first()
    if asked is None:
        raise wrong_state(
            NOT_CHANGED, "技术总师尚未提出延期", "the technical chief asked for no extension"
        )
    make_change(by=by, at=at, request=asked, reason=asked.reason)


def release_after_grant(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """The step that closes stands only on a completion that two people accepted."""
    completion = Milestone.objects.get(contract=_contract(case), condition=Condition.COMPLETION)
    if completion.state != MilestoneState.ACCEPTED:
        raise wrong_state(
            NOT_ACCEPTED,
            "结题里程碑尚未由两人验收，后补助不能拨付",
            "two people have not accepted the completion; the after-grant cannot be paid",
        )


def open_exemption_file(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """The step that ends early stands only on ends that two people decided. A lane that a gate
    put out gets its file of diligence here, unless its spending was unclean."""
    ended = list(contracts_of(case))
    if not ended or any(contract.state not in STOPPED for contract in ended):
        raise wrong_state(
            NOT_TERMINATED,
            "终止尚未由两人决定",
            "two people have not decided on the termination",
        )
    for contract in ended:
        is_out = contract.state == ContractState.ELIMINATED and not listed_fen(contract)
        if is_out and not ExemptionFile.objects.filter(contract=contract).exists():
            make_exemption_file(by=ARCHIVIST, at=at, contract=contract)


def record_integrity(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Who ends a project for misconduct has the fact on record, with its source; honest failure
    leaves no record of dishonesty (科学技术进步法 (2021) art. 68)."""
    ended = Termination.objects.filter(
        contract__in=contracts_of(case), state=TerminationState.CONFIRMED, cause=Cause.MISCONDUCT
    )
    for termination in ended.filter(
        ~Exists(
            IntegrityRecord.objects.filter(
                contract=OuterRef("contract"), kind=IntegrityKind.DISHONEST
            )
        )
    ):
        raise wrong_state(
            NOT_TERMINATED,
            f"“{termination.contract.party.name}”的违规事实尚未记入诚信记录",
            f"the misconduct of {termination.contract.party.name} is not on record yet",
        )


def _contract(case: Case) -> Contract:
    contract = contract_of(case)
    if contract is None:
        raise wrong_state(NOT_ACCEPTED, "该事项没有任务书", "the case has no contract")
    return contract
