"""The projects somebody may read, and what is next in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.programmes.models.execution import AwardedItem, Contract, Gate, Milestone
from kechuang.programmes.models.execution.contracts import ContractQuerySet
from kechuang.programmes.powers_of_execution import readable_contracts
from kechuang.programmes.states_of_execution import (
    OPEN_MILESTONES,
    ContractState,
    MilestoneState,
)

WINNER, CHIEF = Text("揭榜方", "The winner"), Text("技术总师", "The technical chief")
BUREAU = Text("科技主管部门", "The science bureau")
TREASURER = Text("资金财务（另一人）", "A treasurer, another person")
BEGINNINGS = {
    ContractState.DRAFTED: (Text("签订任务书", "Sign the contract"), WINNER),
    ContractState.SIGNED: (Text("复核任务书使其生效", "Put the contract in force"), TREASURER),
}
AT_MILESTONES = {
    MilestoneState.PLANNED: (Text("报告", "Report"), CHIEF),
    MilestoneState.RECTIFYING: (Text("整改后重新报告", "Mend and report again"), CHIEF),
    MilestoneState.REPORTED: (Text("评分并初核", "Score and consent to"), BUREAU),
    MilestoneState.RECOMMENDED: (Text("复核验收", "Accept"), TREASURER),
}


@dataclass(frozen=True)
class NextStep:
    """What is to be done, by whom, until when; ``due_on`` None: no day is set for it."""

    what: Text
    who: Text
    due_on: date | None = None
    milestone: Milestone | None = None


def listed_projects(actor: Actor) -> ContractQuerySet:
    """Contracts the actor may read, with ``next_due_on`` of those that run."""
    seen = Contract.objects.filter(readable_contracts(actor)).values("pk")
    is_open = Milestone.objects.filter(
        contract=OuterRef("pk"), contract__state=ContractState.RUNNING, state__in=OPEN_MILESTONES
    )
    due = Subquery(is_open.order_by("position").values("due_on")[:1])
    listed = Contract.objects.filter(pk__in=seen).annotate(next_due_on=due)
    return listed.select_related("item__demander", "party", "grant", "chief", "assistant", "case")


def find_project(actor: Actor, number: str) -> Contract:
    """One of them; raises ``Contract.DoesNotExist``."""
    return listed_projects(actor).get(number=number)


def find_race(actor: Actor, pk: int) -> AwardedItem:
    """A race of which the actor may read a lane; raises ``AwardedItem.DoesNotExist``."""
    mine = listed_projects(actor).in_play().values("item")
    return AwardedItem.objects.select_related("demander").get(
        pk=pk, lanes_wanted__gt=1, pk__in=mine
    )


def find_gate(actor: Actor, pk: int) -> Gate:
    """A gate of such a race; raises ``Gate.DoesNotExist``."""
    mine = listed_projects(actor).in_play().values("item")
    return Gate.objects.select_related("item__demander").get(pk=pk, item__in=mine)


def next_step(contract: Contract) -> NextStep | None:
    """None once nothing is left to be done."""
    if contract.state in BEGINNINGS:
        return NextStep(*BEGINNINGS[ContractState(contract.state)])
    if contract.state == ContractState.RUNNING:
        return _of_milestones(contract)
    if contract.state == ContractState.CLOSED and not hasattr(contract, "evaluation"):
        evaluate = Text("绩效评价", "Evaluate the performance")
        return NextStep(evaluate, BUREAU, contract.evaluation_due_on)
    return None


def _of_milestones(contract: Contract) -> NextStep | None:
    found = contract.milestones.filter(state__in=OPEN_MILESTONES).order_by("position").first()
    if found is None:
        return None
    verb, who = AT_MILESTONES[MilestoneState(found.state)]
    what = Text(f"{verb.zh}：{found.goal}", f"{verb.en}: {found.goal}")
    is_theirs = found.state in (MilestoneState.PLANNED, MilestoneState.RECTIFYING)
    due_on: date | None = getattr(found, found.overdue_from) if is_theirs else None
    return NextStep(what, who, due_on, found)
