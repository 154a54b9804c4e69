"""Races: equal start, gates that promote, hold back or end, money that stops with a lane."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.ledger.models import Tranche
from kechuang.programmes.models.execution import Contract, Gate, LaneRuling
from kechuang.programmes.refusals_of_execution import SamePerson
from kechuang.programmes.selectors.execution.diligence import diligence_of
from kechuang.programmes.selectors.execution.facts import gates_passed
from kechuang.programmes.selectors.execution.lane_facts import lane_facts
from kechuang.programmes.selectors.execution.lanes import lanes_at, standing_lanes
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import lane_effects
from kechuang.programmes.states_of_execution import (
    Cause,
    ContractState,
    GateState,
    LaneOutcome,
    MilestoneState,
)
from tests.base.registry.cast import party
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import EFFECT, drafted_project, new_case
from tests.rooms.programmes.execution.race import JUDGES, Race, lane_of, race
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db
PROMOTED, HELD = LaneOutcome.PROMOTED, LaneOutcome.HELD_BACK
OUT, UNDECIDED = LaneOutcome.ELIMINATED, LaneOutcome.UNDECIDED


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Race]:
    with lasting(django_db_blocker):
        yield race()


@pytest.fixture
def running(kept: Race) -> Race:
    return kept.again()


def test_lanes_of_a_race_have_contracts_of_their_own(running: Race) -> None:
    assert [lane.contract.lane for lane in running.lanes] == [1, 2, 3]


def test_a_race_commits_what_its_lanes_are_granted(running: Race) -> None:
    item = running.item
    item.refresh_from_db()

    assert item.committed_fen == 30 * WAN


def test_lanes_start_with_equal_money(running: Race) -> None:
    other = {"reference": "另一场赛马"}
    first = drafted_project(running.town, **lane_of("四队", party("另一出题单位")) | other)
    lane = lane_of("五队", first.contract.item.demander, total_fen=8 * WAN) | other

    with pytest.raises(WrongState, match="等额支持"):
        drafted_project(first.town, **lane)


def test_a_gate_promotes_holds_back_and_ends(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 55, 40)

    running.decide(gate)

    assert running.outcomes(gate) == [PROMOTED, HELD, OUT]
    assert [lane.lane for lane in standing_lanes(running.item)] == [1, 2]


def test_only_so_many_go_on(running: Race) -> None:
    gate = running.gate(kept=1)
    running.score(gate, 80, 90, 70)

    running.decide(gate)

    assert running.outcomes(gate) == [OUT, PROMOTED, OUT]


def test_a_lane_without_scores_is_never_out(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, None, 40)

    running.decide(gate)

    assert running.outcomes(gate) == [PROMOTED, UNDECIDED, OUT]
    assert running.lanes[1].fresh().state == ContractState.RUNNING


def test_too_few_scores_decide_nothing(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 10, 10, 10, judges=JUDGES[:2])

    running.decide(gate)

    assert running.outcomes(gate) == [UNDECIDED] * 3


def test_a_lane_that_is_out_is_paid_no_more(running: Race) -> None:
    out = running.lanes[2]
    out.accept(out.milestones[0])
    gate = running.gate()
    running.score(gate, 80, 80, 40)

    running.decide(gate)

    tranches = Tranche.objects.filter(grant=out.fresh().grant).order_by("position")
    assert [tranche.released_on is not None for tranche in tranches] == [False, True, True]
    assert [milestone.state for milestone in out.milestones] == [
        MilestoneState.ACCEPTED,
        MilestoneState.CANCELLED,
        MilestoneState.CANCELLED,
    ]


def test_a_lane_out_before_anything_was_accepted_frees_its_ground(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 80, 40)

    running.decide(gate)

    assert running.lanes[2].fresh().grant.cancelled_at is not None


def test_money_of_a_lane_that_is_out_goes_back_to_its_line(running: Race) -> None:
    line = running.town.line
    line.account.refresh_from_db()
    before = line.account.free_fen
    gate = running.gate()
    running.score(gate, 80, 80, 40)

    running.decide(gate)

    line.account.refresh_from_db()
    assert line.account.free_fen - before == 10 * WAN


def test_other_lanes_go_on(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 80, 40)
    running.decide(gate)

    accepted = running.lanes[0].accept(running.lanes[0].milestones[1])

    assert accepted.state == MilestoneState.ACCEPTED


def test_a_file_of_diligence_names_no_judge_and_no_other_lane(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 70, 40)
    running.decide(gate)

    own = running.lanes[1].contract
    told = diligence_of(own)["decisions"]

    assert {one["who"] for one in told if one["command"] == "score_lane"} == {"—"}
    lanes = [one["said"]["lanes"] for one in told if one["command"] == "close_gate"]
    assert [[lane["contract"] for lane in each] for each in lanes] == [[own.number]]


def test_a_stage_is_not_accepted_before_its_gate(running: Race) -> None:
    lane = running.lanes[0]

    with pytest.raises(WrongState, match="尚未通过第 1 次阶段考核"):
        lane.accept(lane.milestones[1])


def test_a_lane_held_back_is_judged_again(running: Race) -> None:
    first = running.gate()
    running.score(first, 80, 55, 80)
    running.decide(first)

    again = running.gate()

    assert again.attempt == 2
    assert [lane.lane for lane in lanes_at(again)] == [2]


def test_a_lane_is_held_back_only_so_often(running: Race) -> None:
    first = running.gate()
    running.score(first, 80, 55, 80)
    running.decide(first)
    again = running.gate()
    for judge in JUDGES:
        execution.score_lane(
            by=judge, at=AT, gate=again, contract=running.lanes[1].contract, score=55, comment="x"
        )

    running.decide(again)

    assert running.outcomes(again) == [OUT]


def test_an_undecided_lane_may_wait_as_often_as_it_must(running: Race) -> None:
    first = running.gate()
    running.score(first, 80, None, 80)
    running.decide(first)
    again = running.gate()

    running.decide(again)

    assert running.outcomes(again) == [UNDECIDED]


def test_only_promoted_lanes_are_judged_at_the_next_gate(running: Race) -> None:
    first = running.gate()
    running.score(first, 80, 55, 80)
    running.decide(first)

    second = running.gate(number=2)

    assert [lane.lane for lane in lanes_at(second)] == [1, 3]


def test_gates_passed_are_counted_once_each(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 55, 40)
    running.decide(gate)

    assert [gates_passed(lane.fresh()) for lane in running.lanes] == [1, 0, 0]


def test_each_lane_is_told_why(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 80, 40)
    running.decide(gate)

    ruling = LaneRuling.objects.get(contract=running.lanes[2].contract)
    assert ruling.letter["points"] == "40.00"
    assert ruling.letter["party"] == "三队"
    assert "最低60分" in ruling.reason
    assert "floor 60" in ruling.reason_en


def test_who_proposed_does_not_close(running: Race) -> None:
    gate = running.gate()
    execution.propose_gate(by=APPROVER, at=AT, gate=gate)

    with pytest.raises(SamePerson):
        execution.close_gate(by=APPROVER, at=AT, gate=gate)


def test_the_database_wants_two_people_at_a_gate(running: Race) -> None:
    gate = running.gate()

    with pytest.raises(IntegrityError), transaction.atomic():
        Gate.objects.filter(pk=gate.pk).update(state=GateState.CLOSED)


def test_no_score_comes_after_the_proposal(running: Race) -> None:
    gate = running.gate()
    execution.propose_gate(by=PREPARER, at=AT, gate=gate)

    with pytest.raises(WrongState, match="待复核"):
        running.score(gate, 80, 80, 80)


def test_a_proposal_is_returned_for_more_scores(running: Race) -> None:
    gate = running.gate()
    execution.propose_gate(by=PREPARER, at=AT, gate=gate)
    execution.return_gate(by=APPROVER, at=AT, gate=gate, reason="意见未齐")

    running.score(gate, 80, 80, 40)

    assert running.outcomes(running.decide(gate)) == [PROMOTED, PROMOTED, OUT]


def test_a_gate_closes_once(running: Race) -> None:
    gate = running.decide(running.gate())

    with pytest.raises(WrongState, match="已考核"):
        execution.close_gate(by=APPROVER, at=AT, gate=gate)


def test_a_lane_ended_meanwhile_takes_the_proposal_back(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 80, 40)
    execution.propose_gate(by=PREPARER, at=AT, gate=gate)
    row = execution.propose_termination(
        by=PREPARER,
        at=AT,
        contract=running.lanes[0].contract,
        cause=Cause.MISCONDUCT,
        reason="造假",
    )
    execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason="属实")

    with pytest.raises(WrongState, match="情况有变"):
        execution.close_gate(by=APPROVER, at=AT, gate=gate)


def test_a_judge_scores_a_lane_once(running: Race) -> None:
    gate = running.gate()
    running.score(gate, 80, 80, 80, judges=JUDGES[:1])

    with pytest.raises(WrongState, match="已评过分"):
        running.score(gate, 90, 90, 90, judges=JUDGES[:1])


def test_nobody_scores_a_rival_of_their_own_lane(running: Race) -> None:
    gate = running.gate()

    with pytest.raises(NotAllowed):
        execution.score_lane(
            by=running.lanes[0].chief.actor,
            at=AT,
            gate=gate,
            contract=running.lanes[1].contract,
            score=0,
            comment="差",
        )


def test_a_gate_opens_only_for_a_race(running: Race) -> None:
    single = drafted_project(running.town)

    with pytest.raises(InvalidInput, match="1 支队伍"):
        Race([single]).gate()


def test_points_of_a_gate_lie_in_order(running: Race) -> None:
    with pytest.raises(InvalidInput, match="依次不降"):
        running.gate(floor=50, held_from=60)


def test_a_gate_is_not_opened_twice_at_once(running: Race) -> None:
    running.gate()

    with pytest.raises(WrongState, match="尚未结束"):
        running.gate()


def test_a_lane_tells_its_procedure_what_the_gate_decided(running: Race) -> None:
    out = running.lanes[2].contract
    case = new_case()
    Contract.objects.filter(pk=out.pk).update(case=case)
    assert lane_facts(case, AT) == {
        "appeals_taken": 0,
        "start_is_equal": True,
        "lanes_standing": 3,
        "listed_expense": 0,
    }
    gate = running.gate()
    running.score(gate, 80, 55, 40)
    with pytest.raises(WrongState, match="尚未由两人决定"):
        lane_effects.settle_lane(case, EFFECT, PREPARER, AT)

    running.decide(gate)

    lane_effects.settle_lane(case, EFFECT, PREPARER, AT)
    assert lane_facts(case, AT) == {
        "appeals_taken": 0,
        "start_is_equal": True,
        "lanes_standing": 2,
        "listed_expense": 0,
        "fewest_reports": 3,
        "gates_left": 1,
        "hold_backs": 0,
        "gate_decision": "eliminated",
    }


def test_what_no_gate_decided_is_left_out(running: Race) -> None:
    case = new_case()
    Contract.objects.filter(pk=running.lanes[0].contract.pk).update(case=case)
    running.decide(running.gate())

    assert "gate_decision" not in lane_facts(case, AT)
