"""Stages judged by invited experts: who is asked, who answers, and when scores are opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from kechuang.accounts.models import Membership
from kechuang.accounts.selectors import actor_of
from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.programmes.access import is_invited
from kechuang.programmes.models.execution import Gate, LaneScore, StageInvitation, StageScore
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import InvitationState, LaneOutcome
from tests.base.registry.cast import person
from tests.rooms.ledger.town import APPROVER, AT, PREPARER
from tests.rooms.programmes.execution.course import Course, states
from tests.rooms.programmes.execution.judges import (
    handed_in,
    invited,
    judge,
    sheets,
    three_judges,
)
from tests.rooms.programmes.execution.project import Project, project

pytestmark = pytest.mark.django_db


def test_a_gate_is_decided_by_the_scores_of_invited_experts(course: Course) -> None:
    course.score(course.ask(), 90, 70, 55)

    course.race.decide(course.stage.gate)

    assert states() == [InvitationState.OPENED] * 3
    assert course.race.outcomes(course.gate) == [
        LaneOutcome.PROMOTED,
        LaneOutcome.PROMOTED,
        LaneOutcome.HELD_BACK,
    ]


def test_a_score_weighs_the_criteria_of_the_pack(course: Course) -> None:
    asked = course.ask()
    given = sheets(asked[0], 80, 80, 80)
    lane = course.race.lanes[0].contract.pk
    marks = {"targets": 90, "evidence": 60, "outlook": 63}
    given[lane] = execution.LaneMarks(marks, "扎实")

    by = course.judges[0].person.actor
    execution.submit_sheets(by=by, at=AT, invitation=asked[0], sheets=given)

    sheet = asked[0].sheets.get(contract=lane)
    assert (sheet.score, sheet.marks) == (76, marks)


def test_scores_stay_sealed_until_everybody_has_answered(course: Course) -> None:
    asked = course.ask()
    for place in (0, 1):
        handed_in(course.judges[place], asked[place], 80, 80, 80)

    assert states() == [InvitationState.SCORED] * 2 + [InvitationState.INVITED]
    assert LaneScore.objects.count() == 0
    told = Event.objects.filter(command="submit_sheets")
    assert [list(event.payload) for event in told] == [["digests"]] * 2

    handed_in(course.judges[2], asked[2], 80, 80, 80)

    assert LaneScore.objects.count() == 9


def test_nothing_is_proposed_while_somebody_is_waited_for(course: Course) -> None:
    course.ask()

    with pytest.raises(WrongState, match="还有 3 位受邀专家没有评分"):
        execution.propose_gate(by=PREPARER, at=AT, gate=course.gate)


def test_closing_the_stage_opens_what_came_in_and_waits_for_nobody(course: Course) -> None:
    asked = course.ask()
    handed_in(course.judges[0], asked[0], 80, 80, 80)

    assert execution.end_scoring(by=PREPARER, at=AT, stage=course.stage) == 2

    assert states() == [InvitationState.OPENED] + [InvitationState.LAPSED] * 2
    assert LaneScore.objects.count() == 3


def test_after_closing_nobody_scores(course: Course) -> None:
    asked = course.ask()
    execution.end_scoring(by=PREPARER, at=AT, stage=course.stage)

    with pytest.raises(WrongState, match="答复只有一次"):
        handed_in(course.judges[0], asked[0], 80, 80, 80)


def test_after_the_gate_was_proposed_nobody_scores(course: Course) -> None:
    asked = course.ask()
    Gate.objects.filter(pk=course.gate.pk).update(state="proposed")

    with pytest.raises(WrongState, match="不在评分中"):
        handed_in(course.judges[0], asked[0], 80, 80, 80)


def test_nobody_scores_twice(course: Course) -> None:
    asked = course.ask()
    handed_in(course.judges[0], asked[0], 80, 80, 80)

    with pytest.raises(WrongState, match="答复只有一次"):
        handed_in(course.judges[0], asked[0], 10, 10, 10)


def test_who_was_not_invited_does_not_score(course: Course) -> None:
    asked, stranger = course.ask(), judge("未受邀专家")
    lane = course.race.lanes[0].contract

    with pytest.raises(NotAllowed):
        handed_in(stranger, asked[0], 80, 80, 80)
    with pytest.raises(NotAllowed):
        execution.score_lane(
            by=stranger.person.actor, at=AT, gate=course.gate, contract=lane, score=80, comment="好"
        )


def test_nobody_declines_for_another(course: Course) -> None:
    asked = course.ask()[0]

    for by in (course.judges[1].person.actor, PREPARER):
        with pytest.raises(NotAllowed):
            execution.decline_stage(by=by, at=AT, invitation=asked, reason="代为谢绝")

    assert states() == [InvitationState.INVITED] * 3


def test_who_is_an_expert_no_longer_does_not_score(course: Course) -> None:
    asked, known = course.ask()[0], course.judges[0].person.actor

    assert is_invited(known, asked)
    assert not is_invited(replace(known, grants=frozenset()), asked)


def test_who_joined_a_lane_since_the_invitation_does_not_score(course: Course) -> None:
    asked, account = course.ask()[0], course.judges[0].row.account
    lane = course.race.lanes[1].contract
    Membership.objects.create(user=account, role=Role.ENTERPRISE, party=lane.party, since=AT.date())

    by = actor_of(account, on=AT.date())
    with pytest.raises(NotAllowed, match="本人参与"):
        execution.submit_sheets(by=by, at=AT, invitation=asked, sheets=sheets(asked, 80, 80, 80))


def test_the_bureau_does_not_score_beside_the_experts(course: Course) -> None:
    course.ask()

    with pytest.raises(WrongState, match="受邀专家评分"):
        course.race.score(course.gate, 80, 80, 80)


def test_experts_are_not_invited_once_the_bureau_has_scored(course: Course) -> None:
    course.race.score(course.gate, 80, 80, 80)

    with pytest.raises(WrongState, match="已由主管部门评分"):
        course.ask()


def test_a_sheet_for_every_lane_and_criterion(course: Course) -> None:
    asked, by = course.ask()[0], course.judges[0].person.actor
    whole = sheets(asked, 80, 80, 80)
    lanes = list(whole)

    for broken in (
        {lanes[0]: whole[lanes[0]]},
        {**whole, lanes[1]: execution.LaneMarks({"targets": 80}, "少项")},
        {**whole, lanes[1]: replace(whole[lanes[1]], opinion=" ")},
        {**whole, lanes[1]: execution.LaneMarks(dict.fromkeys(whole[lanes[1]].marks, 101), "超")},
    ):
        with pytest.raises(InvalidInput), transaction.atomic():
            execution.submit_sheets(by=by, at=AT, invitation=asked, sheets=broken)


def test_declining_leaves_the_others_to_decide(course: Course) -> None:
    asked = course.ask()
    for place in (0, 1):
        handed_in(course.judges[place], asked[place], 80, 80, 80)

    by = course.judges[2].person.actor
    execution.decline_stage(by=by, at=AT, invitation=asked[2], reason="与一队有合作")

    assert states() == [InvitationState.OPENED] * 2 + [InvitationState.DECLINED]
    assert LaneScore.objects.count() == 6
    with pytest.raises(WrongState):
        execution.decline_stage(by=by, at=AT, invitation=asked[2], reason="再次")


@pytest.fixture
def reported() -> Project:
    begun = project()
    begun.report(begun.milestones[1])
    return begun


def stage_of(begun: Project) -> Stage:
    return Stage(report=begun.milestones[1].reports.get())


def test_a_milestone_is_consented_to_by_the_scores_of_experts(reported: Project) -> None:
    judges, milestone = three_judges("里程碑"), reported.milestones[1]
    asked = invited(stage_of(reported), judges)
    with pytest.raises(WrongState, match="受邀专家没有评分"):
        execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)
    for one, invitation in zip(judges, asked, strict=True):
        handed_in(one, invitation, 70)

    execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)
    execution.accept_milestone(by=APPROVER, at=AT, milestone=milestone, acceptance="验2号")

    assert list(StageScore.objects.values_list("score", flat=True)) == [70, 70, 70]


def test_the_bureau_does_not_score_a_report_beside_its_experts(reported: Project) -> None:
    invited(stage_of(reported), three_judges("里程碑"))

    with pytest.raises(WrongState, match="受邀专家评分"):
        execution.score_milestone(
            by=PREPARER, at=AT, milestone=reported.milestones[1], score=90, comment="好"
        )


def test_a_milestone_below_its_pass_score_is_not_consented_to(reported: Project) -> None:
    judges = three_judges("里程碑")
    for one, invitation in zip(judges, invited(stage_of(reported), judges), strict=True):
        handed_in(one, invitation, 59)

    with pytest.raises(WrongState, match="低于合格分"):
        execution.recommend_milestone(by=PREPARER, at=AT, milestone=reported.milestones[1])


def test_the_database_keeps_sheets_and_answers(course: Course) -> None:
    asked = course.ask()[0]
    handed_in(course.judges[0], asked, 80, 80, 80)

    for change in (
        lambda: asked.sheets.update(score=100),
        lambda: asked.sheets.all().delete(),
        lambda: StageInvitation.objects.filter(pk=asked.pk).update(
            state=InvitationState.INVITED, answered_at=None
        ),
        lambda: StageInvitation.objects.filter(pk=asked.pk).update(expert=course.judges[1].row),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_person_of_the_bureau_is_told_as_such(course: Course) -> None:
    clerk = person("officer", Role.BUREAU)

    (asked,) = execution.invite_experts(
        by=clerk.actor, at=AT, stage=course.stage, experts=[course.judges[0].row]
    )

    assert asked.invited_by_id == clerk.actor.account_id
