"""Asking for a change; what lies in the chief's own power is made at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.programmes.models.execution import ChangeRequest, Contract
from kechuang.programmes.powers_of_execution import has_power, speaks_for_demander
from kechuang.programmes.refusals_of_execution import NOT_CHANGED
from kechuang.programmes.services.execution.changing.change import Change
from kechuang.programmes.services.execution.changing.deciding import settle
from kechuang.programmes.services.execution.signing import act, signature, system_name, write_down
from kechuang.programmes.services.execution.standing import locked, require_state, running
from kechuang.programmes.states_of_execution import OWN_POWER, ChangeState, Power


@transaction.atomic
def ask_change(
    *, by: Actor, at: datetime, contract: Contract, change: Change, reason: str
) -> ChangeRequest:
    """Ask for ``change`` with its reason; route and team are the chief's own to decide.

    Everything else waits for the bureau; a target that asks less waits for the demander too.
    """
    current = running(NOT_CHANGED, contract)
    power = OWN_POWER.get(change.kind, Power.ASK_CHANGE)
    require(has_power(by, current, power), Text("提出变更", "ask for a change"))
    change.check(current)
    _refuse_second(current, change)
    request = ChangeRequest.objects.create(
        contract=current,
        kind=change.kind,
        before=change.before(current),
        wanted=change.wanted(),
        reason=stated(NOT_CHANGED, reason),
        needs_consent=change.needs_consent(current),
        **act(by, at),
    )
    told = {"kind": request.kind, "before": request.before, "wanted": request.wanted,
            "reason": request.reason}  # fmt: skip
    record(by=by, at=at, command="ask_change", target=request, payload=told)
    if change.kind in OWN_POWER:
        settle(by, at, request, change, request.reason)
    return request


@transaction.atomic
def consent_to_change(*, by: Actor, at: datetime, request: ChangeRequest) -> ChangeRequest:
    """The demander agrees that a target asks less than was agreed."""
    current = locked(request)
    item = current.contract.item
    require(speaks_for_demander(by, item), Text("同意调低指标", "consent to a lower target"))
    require_state(NOT_CHANGED, current, ChangeState, ChangeState.ASKED)
    if not current.needs_consent:
        raise wrong_state(NOT_CHANGED, "该变更无需需求方同意", "it needs no consent")
    consent = signature("consented", by, at)
    write_down(
        current,
        demander_consented_at=at,
        consented_by_id=consent["consented_by_id"],
        consented_by_name=system_name(by),
    )
    told = {"kind": current.kind, "wanted": current.wanted}
    record(by=by, at=at, command="consent_to_change", target=current, payload=told)
    return current


def _refuse_second(contract: Contract, change: Change) -> None:
    waiting = ChangeRequest.objects.filter(
        contract=contract, kind=change.kind, state=ChangeState.ASKED
    )
    if waiting.exists():
        raise wrong_state(
            NOT_CHANGED,
            "同类变更申请尚未决定",
            "a request of the same kind is not decided yet",
        )
