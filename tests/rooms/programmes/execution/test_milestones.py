"""Milestones: shown by the chief, scored, accepted by two, and paid only then."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from kechuang.audit.selectors import history_of
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.ledger import conditions
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Tranche
from kechuang.programmes.models.execution import Milestone, StageScore
from kechuang.programmes.refusals_of_execution import SamePerson
from kechuang.programmes.selectors.execution.calendar import overdue_milestones
from kechuang.programmes.selectors.execution.money import received_fen
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import MilestoneState
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN, warrant
from tests.rooms.programmes.execution.project import Project, attach

pytestmark = pytest.mark.django_db
STAGE = 1


@pytest.fixture
def begun(kept_project: Project) -> Project:
    return kept_project.again()


def test_an_accepted_milestone_makes_its_tranche_payable(begun: Project) -> None:
    accepted = begun.accept(begun.milestones[STAGE])

    tranche = Tranche.objects.get(milestone=accepted)
    assert tranche.accepted_on == date(2026, 11, 21)
    assert tranche.acceptance == "验收〔2026〕1号"


def test_what_is_payable_is_paid(begun: Project) -> None:
    begun.receive(begun.accept(begun.milestones[0]))

    assert received_fen(begun.fresh()) == 3 * WAN


def test_every_step_of_a_milestone_is_on_record(begun: Project) -> None:
    accepted = begun.accept(begun.milestones[STAGE])

    commands = [event.command for event in history_of(accepted)]
    assert commands == [
        "accept_milestone",
        "recommend_milestone",
        "score_milestone",
        "report_milestone",
        "attach_evidence",
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_ledger_pays_no_milestone_that_is_not_accepted(begun: Project, place: int) -> None:
    """The path past this room: the ledger's own command."""
    tranche = begun.milestones[place].tranche

    with pytest.raises(WrongState, match="尚未由两人验收"):
        ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="验〔2026〕9号")


def test_without_the_rooms_answer_the_database_still_refuses(
    begun: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conditions, "_CHECKS", [])
    tranche = begun.milestones[STAGE].tranche

    with pytest.raises(DatabaseError, match="not accepted"), transaction.atomic():
        ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="验〔2026〕9号")


def test_a_payment_run_takes_no_unaccepted_part(begun: Project) -> None:
    parts = list(begun.milestones[STAGE].tranche.parts.all())

    with pytest.raises(Refusal, match="未记账"):
        ledger.draft_run(by=PREPARER, at=AT, book=begun.town.book, request_id=uuid4(), parts=parts)


def test_a_tranche_of_another_grant_is_the_ledgers_own_affair(begun: Project) -> None:
    grant = begun.town.grant(WAN)

    ledger.accept_tranche(warrant=warrant(), tranche=grant.tranches.get(), acceptance="验1号")

    assert grant.tranches.get().accepted_on is not None


def test_a_milestone_is_accepted_once(begun: Project) -> None:
    accepted = begun.accept(begun.milestones[STAGE])

    with pytest.raises(WrongState, match="已验收"):
        execution.accept_milestone(by=APPROVER, at=AT, milestone=accepted, acceptance="验2号")


def test_what_was_accepted_stays_so(begun: Project) -> None:
    accepted = begun.accept(begun.milestones[STAGE])

    with pytest.raises(DatabaseError, match="accepted once"), transaction.atomic():
        Milestone.objects.filter(pk=accepted.pk).update(state=MilestoneState.PLANNED)


def test_who_consented_does_not_accept(begun: Project) -> None:
    milestone = begun.milestones[0]
    begun.report(milestone)
    execution.recommend_milestone(by=APPROVER, at=AT, milestone=milestone)

    with pytest.raises(SamePerson):
        execution.accept_milestone(by=APPROVER, at=AT, milestone=milestone, acceptance="验1号")


def test_the_database_wants_two_people(begun: Project) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Milestone.objects.filter(pk=begun.milestones[0].pk).update(state=MilestoneState.ACCEPTED)


def test_nothing_is_accepted_without_a_first_consent(begun: Project) -> None:
    milestone = begun.milestones[0]
    begun.report(milestone)

    with pytest.raises(WrongState, match="已报告"):
        execution.accept_milestone(by=APPROVER, at=AT, milestone=milestone, acceptance="验1号")


def test_an_acceptance_names_its_document(begun: Project) -> None:
    milestone = begun.milestones[0]
    begun.report(milestone)
    execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)

    with pytest.raises(InvalidInput, match="文号"):
        execution.accept_milestone(by=APPROVER, at=AT, milestone=milestone, acceptance=" ")


def test_an_unscored_stage_is_not_accepted(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)

    with pytest.raises(WrongState, match="尚无阶段评分"):
        execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)


def test_a_stage_below_its_pass_score_is_not_accepted(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)
    execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, score=59, comment="差")

    with pytest.raises(WrongState, match="低于合格分 60"):
        execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)


def test_the_assistant_does_not_report(begun: Project) -> None:
    milestone = begun.milestones[0]
    attach(begun.assistant.actor, milestone)

    with pytest.raises(NotAllowed):
        execution.report_milestone(
            by=begun.assistant.actor, at=AT, milestone=milestone, text="完成"
        )


def test_an_outsider_attaches_nothing(begun: Project, charlie: Person) -> None:
    with pytest.raises(NotAllowed):
        attach(charlie.actor, begun.milestones[0])


def test_a_report_without_evidence_is_refused(begun: Project) -> None:
    with pytest.raises(InvalidInput, match="检测报告"):
        execution.report_milestone(
            by=begun.chief.actor, at=AT, milestone=begun.milestones[0], text="完成"
        )


def test_a_judge_scores_a_report_once(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)
    execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, score=80, comment="好")

    with pytest.raises(WrongState, match="已评过分"):
        execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, score=90, comment="好")


def test_a_score_never_changes(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)
    execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, score=80, comment="好")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StageScore.objects.update(score=100)


def test_nobody_scores_a_project_of_their_own(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)

    with pytest.raises(NotAllowed):
        execution.score_milestone(
            by=begun.demander.actor, at=AT, milestone=milestone, score=90, comment="好"
        )


def test_an_expert_who_was_not_invited_scores_nothing(begun: Project, expert: Person) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)

    with pytest.raises(NotAllowed):
        execution.score_milestone(
            by=expert.actor, at=AT, milestone=milestone, score=75, comment="达到"
        )


@pytest.mark.parametrize("score", [-1, 101])
def test_scores_are_0_to_100(begun: Project, score: int) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)

    with pytest.raises(InvalidInput, match="0 至 100"):
        execution.score_milestone(by=PREPARER, at=AT, milestone=milestone, score=score, comment="x")


def test_a_report_is_sent_back_to_be_mended_and_reported_again(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)
    execution.order_rectification(
        by=PREPARER, at=AT, milestone=milestone, reason="缺检测", due_on=date(2026, 12, 20)
    )

    begun.accept(milestone, at=AT + timedelta(days=3))

    assert milestone.reports.count() == 2
    assert begun.milestones[STAGE].state == MilestoneState.ACCEPTED


def test_a_mended_report_needs_new_evidence(begun: Project) -> None:
    milestone = begun.milestones[STAGE]
    begun.report(milestone)
    execution.order_rectification(
        by=PREPARER, at=AT, milestone=milestone, reason="缺检测", due_on=date(2026, 12, 20)
    )

    with pytest.raises(InvalidInput, match="没有新的佐证"):
        execution.report_milestone(by=begun.chief.actor, at=AT, milestone=milestone, text="已改")


def test_rectification_takes_a_first_consent_back(begun: Project) -> None:
    milestone = begun.milestones[0]
    begun.report(milestone)
    execution.recommend_milestone(by=PREPARER, at=AT, milestone=milestone)

    execution.order_rectification(
        by=PREPARER, at=AT, milestone=milestone, reason="有误", due_on=date(2026, 12, 1)
    )

    assert begun.milestones[0].recommended_at is None


def test_rectification_is_ordered_for_a_day_to_come(begun: Project) -> None:
    milestone = begun.milestones[0]
    begun.report(milestone)

    with pytest.raises(InvalidInput, match="已过"):
        execution.order_rectification(
            by=PREPARER, at=AT, milestone=milestone, reason="有误", due_on=date(2026, 11, 21)
        )


def test_late_milestones_are_found(begun: Project) -> None:
    late = overdue_milestones(PREPARER, on=date(2026, 11, 21))

    assert [each.position for each in late] == [1, 2]


def test_what_waits_for_the_bureau_is_not_late(begun: Project) -> None:
    begun.report(begun.milestones[0])

    late = overdue_milestones(PREPARER, on=date(2026, 11, 21))

    assert [each.position for each in late] == [2]


def test_a_rectification_that_ran_out_is_late(begun: Project) -> None:
    milestone = begun.milestones[2]
    begun.report(milestone)
    execution.order_rectification(
        by=PREPARER, at=AT, milestone=milestone, reason="有误", due_on=date(2026, 12, 1)
    )

    late = overdue_milestones(PREPARER, on=date(2026, 12, 2))

    assert milestone in late


def test_an_outsider_sees_no_late_milestones(begun: Project, charlie: Person) -> None:
    assert not overdue_milestones(charlie.actor, on=date(2026, 11, 21)).exists()
