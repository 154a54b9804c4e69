"""Closing: panel and demander, the after-grant, the evaluation, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.ledger.models import Tranche
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.calendar import evaluations_due, months_later
from kechuang.programmes.selectors.execution.readiness import closing_gaps
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ContractState, FollowUpKind, Grade
from tests.base.registry.cast import Person
from tests.rooms.ledger.town import AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import Project, project
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime(2027, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Project, Project]]:
    """A project with all stages accepted but the completion, and one that is closed."""
    with lasting(django_db_blocker):
        ready = _all_but_completed(project())
        done = _all_but_completed(project(ready.town))
        done.judge()
        done.accept(done.milestones[-1])
        yield ready, done


def _all_but_completed(ready: Project) -> Project:
    for milestone in ready.milestones[:2]:
        ready.accept(milestone)
    return ready


@pytest.fixture
def begun(kept: tuple[Project, Project]) -> Project:
    return kept[0].again()


@pytest.fixture
def closed(kept: tuple[Project, Project]) -> Project:
    return kept[1].again()


def test_a_project_closes_when_panel_and_demander_agree(closed: Project) -> None:
    contract = closed.fresh()

    assert contract.state == ContractState.CLOSED
    assert contract.evaluation_due_on == date(2027, 11, 21)
    assert not Tranche.objects.filter(grant=contract.grant, accepted_on=None).exists()


def test_everything_missing_is_said_at_once(kept: tuple[Project, Project]) -> None:
    begun = project(kept[0].town)

    gaps = [gap.zh for gap in closing_gaps(begun.contract)]

    assert gaps == [
        "里程碑“阶段1”尚未验收",
        "里程碑“阶段2”尚未验收",
        "没有专家组验收意见",
        "需求方尚未表示意见",
    ]


def test_a_project_that_the_panel_fails_does_not_close(begun: Project) -> None:
    begun.judge(grade=Grade.FAIL)

    with pytest.raises(WrongState, match="不合格"):
        begun.accept(begun.milestones[-1])


def test_a_project_that_the_demander_rejects_does_not_close(begun: Project) -> None:
    begun.judge(accepts=False)

    with pytest.raises(WrongState, match="需求方不认可"):
        begun.accept(begun.milestones[-1])


def test_the_last_opinion_counts(begun: Project) -> None:
    begun.judge(grade=Grade.FAIL, accepts=False)
    begun.judge()

    assert closing_gaps(begun.contract) == []


def test_a_project_with_listed_spending_does_not_close(begun: Project) -> None:
    begun.receive(begun.milestones[0])
    entered = begun.spend(WAN)
    execution.find_listed(by=PREPARER, at=AT, expense=entered, item="gifts", reason="礼品")
    begun.judge()

    with pytest.raises(WrongState, match="负面清单支出"):
        begun.accept(begun.milestones[-1])


def test_a_project_with_doubts_does_not_close(begun: Project) -> None:
    begun.receive(begun.milestones[0])
    begun.spend(WAN, purpose="纪念册")
    begun.judge()

    with pytest.raises(WrongState, match="待核对"):
        begun.accept(begun.milestones[-1])


def test_nobody_but_the_demander_speaks_for_it(begun: Project) -> None:
    with pytest.raises(NotAllowed):
        execution.give_demander_opinion(
            by=begun.chief.actor, at=AT, contract=begun.contract, accepts=True, text="好"
        )


def evaluate(closed: Project, *, at: datetime = NEXT_YEAR, score: int = 85) -> None:
    execution.record_evaluation(
        by=PREPARER,
        at=at,
        contract=closed.contract,
        grade=Grade.GOOD,
        score=score,
        findings="已量产",
    )


def test_an_evaluation_is_made_when_it_is_due(closed: Project) -> None:
    evaluate(closed)

    assert Contract.objects.get(pk=closed.contract.pk).evaluation.score == 85


def test_an_evaluation_waits_for_its_day(closed: Project) -> None:
    with pytest.raises(WrongState, match="2027-11-21 之后"):
        evaluate(closed, at=AT)


def test_a_project_is_evaluated_once(closed: Project) -> None:
    evaluate(closed)

    with pytest.raises(WrongState, match="已作绩效评价"):
        evaluate(closed)


def test_due_evaluations_are_found(closed: Project) -> None:
    assert not evaluations_due(PREPARER, on=date(2027, 11, 20)).exists()
    assert evaluations_due(PREPARER, on=date(2027, 11, 21)).get() == closed.contract

    evaluate(closed)

    assert not evaluations_due(PREPARER, on=date(2027, 12, 1)).exists()


def test_a_running_project_is_not_evaluated(begun: Project) -> None:
    with pytest.raises(WrongState, match="实施中"):
        evaluate(begun)


FOUND = execution.Found(2027, FollowUpKind.APPLICATION, "装车 300 台", 500 * WAN)


def test_what_came_of_a_project_is_kept_for_years(closed: Project) -> None:
    row = execution.record_follow_up(
        by=closed.chief.actor, at=NEXT_YEAR, contract=closed.contract, found=FOUND
    )

    assert (row.year, row.amount_fen) == (2027, 500 * WAN)


def test_the_same_thing_is_not_told_twice(closed: Project) -> None:
    execution.record_follow_up(
        by=closed.chief.actor, at=NEXT_YEAR, contract=closed.contract, found=FOUND
    )

    with pytest.raises(WrongState, match="已登记"):
        execution.record_follow_up(
            by=closed.demander.actor, at=NEXT_YEAR, contract=closed.contract, found=FOUND
        )


@pytest.mark.parametrize("year", [2025, 2028])
def test_nothing_came_before_the_closing_or_in_years_ahead(closed: Project, year: int) -> None:
    found = execution.Found(year, FollowUpKind.CONTRACT, "许可")

    with pytest.raises(InvalidInput, match="年度"):
        execution.record_follow_up(
            by=closed.chief.actor, at=NEXT_YEAR, contract=closed.contract, found=found
        )


def test_a_stranger_tells_nothing(closed: Project, charlie: Person) -> None:
    with pytest.raises(NotAllowed):
        execution.record_follow_up(
            by=charlie.actor, at=NEXT_YEAR, contract=closed.contract, found=FOUND
        )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 13, date(2028, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
