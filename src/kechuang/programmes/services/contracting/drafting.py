"""Drafting the contract of an award: nobody types again what was sealed, chosen and approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.base.actors import Actor, system_actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.services.drafting import append_version, as_stored
from kechuang.engines.flow import Reference, Value
from kechuang.programmes.access import refuse_interest
from kechuang.programmes.models import Award, Contract, ListedItem
from kechuang.programmes.powers_of_execution import can_prepare
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.services.contracting.handing_over import project_award
from kechuang.programmes.services.contracting.keeping import refuse_less_than_promised
from kechuang.programmes.services.contracting.lanes import lane_case_of
from kechuang.programmes.services.contracting.planning import (
    planned_milestones,
    planned_route,
    planned_targets,
)
from kechuang.programmes.services.execution.awards import (
    Colleague,
    MilestonePlan,
    TargetPlan,
    WorkPlan,
)
from kechuang.programmes.services.execution.contracts import draft_contract
from kechuang.programmes.services.turns import item_in_turn
from kechuang.programmes.states import CONTRACTING

DRAFT = Text("拟订任务书", "draft the contract")
FROM_THE_CONTRACT = system_actor("programmes: contract")
BP_PER_PERCENT = Decimal(100)


@dataclass(frozen=True)
class NewTerms:
    """What the award does not tell: who holds the posts, and who else is in the team.

    Milestones and targets are those that the bid and the round lead to, unless others are named;
    these may not be less than the bid promised, nor pay more in front than was awarded.
    """

    chief: User | None = None
    assistant: User | None = None
    team: tuple[Colleague, ...] = ()
    milestones: tuple[MilestonePlan, ...] = ()
    targets: tuple[TargetPlan, ...] = ()


@transaction.atomic
def draft_awarded_contract(*, by: Actor, at: datetime, award: Award, terms: NewTerms) -> Contract:
    """Draw up the contract of an approved bid from the award, the sealed bid and the round.

    In a race the lane's own case is opened with it. The item's form of the contract is filled in
    from what was drafted. Refused once the item is no longer to be contracted, and a second time.
    """
    require(can_prepare(by), DRAFT)
    item = item_in_turn(award.item_id)
    refuse_interest(by, item.case, DRAFT)
    _refuse_other_state(item)
    handed = project_award(award, case=lane_case_of(award, at=at))
    work = WorkPlan(
        milestones=terms.milestones or planned_milestones(award),
        targets=terms.targets or planned_targets(award),
        chief=terms.chief,
        assistant=terms.assistant,
        route=planned_route(award),
        team=terms.team,
    )
    refuse_less_than_promised(award, work)
    contract = draft_contract(by=by, at=at, award=handed, work=work)
    if award.lane == 1:
        _fill_in_form(item, contract, at)
    return contract


def _refuse_other_state(item: ListedItem) -> None:
    if item.case.state != CONTRACTING:
        raise wrong_state(
            NOT_DRAFTED,
            f"{item.number} 现在不在签订任务书环节",
            f"{item.number} is not to be contracted now",
        )


def _fill_in_form(item: ListedItem, contract: Contract, at: datetime) -> None:
    """The form that the chief signs says what the contract says."""
    case = Case.objects.select_for_update().get(pk=item.need.case_id)
    known = {name: value for name, value in _told(contract).items() if value is not None}
    append_version(case, as_stored(known), by=FROM_THE_CONTRACT, at=at)


def _told(contract: Contract) -> dict[str, Value | None]:
    milestones: tuple[dict[str, Value], ...] = tuple(
        {
            "due_on": each.due_on,
            "goal": each.goal,
            "share": each.share_bp / BP_PER_PERCENT,
        }
        for each in contract.milestones.all()
    )
    return {
        "technical_chief": _named(contract.chief),
        "finance_assistant": _named(contract.assistant),
        "grant": contract.grant_fen,
        "ends_on": contract.ends_on,
        "milestones": milestones,
    }


def _named(user: User | None) -> Reference | None:
    return Reference("", user.full_name) if user else None
