"""A programme from the plan to the closing, and a race to its winner: services only."""

from __future__ import annotations

import pytest

from kechuang.base.errors import WrongState
from kechuang.base.invariants import examine
from kechuang.cases.connections import facts_told
from kechuang.cases.models import Participant, StepTaken
from kechuang.cases.refusals import StepRefused
from kechuang.cases.selectors import procedure_of
from kechuang.cases.states import OBJECTION_UPHELD
from kechuang.programmes.invariants import INVARIANTS
from kechuang.programmes.models import ExemptionFile
from kechuang.programmes.selectors.awards import fundings
from kechuang.programmes.selectors.execution.money import received_fen
from kechuang.reviews.models import Assignment
from kechuang.reviews.states import Method
from tests.rooms.cases.scene import at, do, fresh, hand_in, wait
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.contracting import (
    drafted,
    gate,
    in_force,
    ruled,
    staged,
    started,
    under_way,
)
from tests.rooms.programmes.scene import item_again, scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", [Method.DRAW, Method.FAIR, Method.LOTTERY])
def test_a_challenge_runs_from_its_plan_to_its_closing(method: Method) -> None:
    town = scene(assigned_by=method)
    item, bids = town.approved()
    assert item.review.round.method == method
    seated = Assignment.objects.filter(submission__round=item.review.round)
    assert [seated.filter(submission=bid.submission.submission).count() for bid in bids] == [3, 3]
    project = in_force(drafted(town, item.awards.get()))
    item = under_way(item, project)

    for milestone in project.milestones[:2]:
        project.accept(milestone)
    project.receive(project.milestones[0])
    project.judge()
    do(item.case, "apply_acceptance", project.chief.actor, "2026-11-22T09:00")
    hand_in(item.case, "acceptance_record", town.officer, "2026-11-22T10:00")
    verdict = {"acceptance_grade": "good", "demander_accepts": True}
    with pytest.raises(WrongState, match="尚未由两人验收"):
        do(item.case, "accept", town.officer, "2026-11-22T11:00", **verdict)
    project.accept(project.milestones[2], at=at("2026-11-22T12:00"))
    project.receive(project.milestones[2])
    do(item.case, "accept", town.officer, "2026-11-23T09:00", **verdict)

    assert fresh(item.case).state == "closed"
    assert project.fresh().state == "closed"
    assert received_fen(project.fresh()) == 300 * WAN
    assert project.contract.party == bids[1].party
    assert [one.name for one in INVARIANTS if not examine(one).holds] == []
    assert facts_nobody_declared() == set()


def test_a_race_runs_in_lanes_of_their_own_to_its_winner() -> None:
    town = scene("qinghai-race")
    item, bids = town.approved()
    winner, loser = lanes = [drafted(town, award) for award in item.awards.all()]
    with pytest.raises(WrongState, match="启动节点尚未由两人验收"):
        start_too_early(lanes, town)
    for lane in lanes:
        started(lane, town)
        staged(lane, 1, "2026-07-01T09:00")
    item = under_way(item, winner)
    assert {one.front_fen for one in fundings(item, tuple(bids))} == {150 * WAN}
    gate(item, 1, "2026-07-05T09:00", {winner.contract: 80, loser.contract: 40})

    ruled(winner, "promote", town, "2026-07-06T09:00")
    ruled(loser, "eliminate", town, "2026-07-06T10:00")
    staged(winner, 2, "2026-08-01T09:00")
    with pytest.raises(StepRefused):
        ruled(winner, "promote", town, "2026-08-02T09:00")
    wait(loser.contract.case, "2026-07-14T00:00")
    with pytest.raises(StepRefused):
        do(item.case, "apply_acceptance", winner.chief.actor, "2026-08-03T09:00")
    gate(item, 2, "2026-08-05T09:00", {winner.contract: 90})
    ruled(winner, "promote", town, "2026-08-06T09:00")

    assert [fresh(lane.contract.case).state for lane in lanes] == ["won", "eliminated"]
    assert ExemptionFile.objects.get().contract == loser.contract
    leading = Participant.objects.filter(case=item.case, role="leader", until=None)
    assert [one.party for one in leading] == [winner.contract.party]
    do(item.case, "apply_acceptance", winner.chief.actor, "2026-08-07T09:00")
    assert item_again(item).case.state == "accepting"
    assert [one.name for one in INVARIANTS if not examine(one).holds] == []
    assert facts_nobody_declared() == set()


def start_too_early(lanes: list, town: object) -> None:
    """In force, and the start not accepted yet."""
    for lane in lanes:
        in_force(lane)
    case = lanes[0].contract.case
    hand_in(case, "task_book", town.officer, "2026-05-28T06:00")
    do(case, "start_lane", town.officer, "2026-05-28T07:00")


def facts_nobody_declared() -> set[str]:
    """Facts that were told at some step, and that no room says it tells."""
    steps = StepTaken.objects.select_related("case__round__version")
    return {
        name
        for step in steps
        for name in step.facts.keys() - {OBJECTION_UPHELD}
        if name not in facts_told(procedure_of(step.case.round.version))
    }
