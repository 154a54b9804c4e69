"""What a running project tells its procedure, and what the procedure's steps ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import WrongState
from kechuang.cases.models import Case
from kechuang.programmes.selectors.execution.facts import execution_facts
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import effects
from kechuang.programmes.states_of_execution import Cause, IntegrityKind, MilestoneState
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import EFFECT, Project, new_case, project
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Project]:
    with lasting(django_db_blocker):
        yield project(case=new_case("AJ1"))


@pytest.fixture
def begun(kept: Project) -> Project:
    return kept.again()


@pytest.fixture
def case(begun: Project) -> Case:
    return begun.contract.case


def test_before_a_contract_nothing_is_known() -> None:
    assert execution_facts(new_case("AJ2"), AT) == {}


def test_a_new_project_has_taken_nothing(case: Case, begun: Project) -> None:
    assert execution_facts(case, AT) == {
        "extensions_taken": 0,
        "gates_passed": 0,
        "listed_expense": 0,
    }


def test_facts_follow_the_project(case: Case, begun: Project) -> None:
    begun.receive(begun.accept(begun.milestones[0]))
    begun.accept(begun.milestones[1])
    entered = begun.spend(WAN)
    execution.find_listed(by=PREPARER, at=AT, expense=entered, item="gifts", reason="礼品")
    ask_extension(begun)
    effects.extend_contract(case, EFFECT, PREPARER, AT)

    assert execution_facts(case, AT) == {
        "extensions_taken": 1,
        "gates_passed": 1,
        "listed_expense": WAN,
    }


def ask_extension(begun: Project) -> None:
    execution.ask_change(
        by=begun.chief.actor,
        at=AT,
        contract=begun.contract,
        change=execution.NewEnd(date(2028, 6, 30)),
        reason="试验需要",
    )


def test_a_step_extends_only_what_the_chief_asked_for(case: Case, begun: Project) -> None:
    with pytest.raises(WrongState, match="尚未提出延期"):
        effects.extend_contract(case, EFFECT, PREPARER, AT)


def test_a_case_without_contract_extends_nothing() -> None:
    with pytest.raises(WrongState, match="没有任务书"):
        effects.extend_contract(new_case("AJ2"), EFFECT, PREPARER, AT)


def test_a_case_closes_only_on_an_accepted_completion(case: Case, begun: Project) -> None:
    with pytest.raises(WrongState, match="后补助不能拨付"):
        effects.release_after_grant(case, EFFECT, PREPARER, AT)

    for milestone in begun.milestones[:2]:
        begun.accept(milestone)
    begun.judge()
    begun.accept(begun.milestones[2])

    effects.release_after_grant(case, EFFECT, PREPARER, AT)
    assert begun.milestones[2].state == MilestoneState.ACCEPTED


def test_a_case_ends_only_on_a_termination_by_two(case: Case, begun: Project) -> None:
    with pytest.raises(WrongState, match="尚未由两人决定"):
        effects.open_exemption_file(case, EFFECT, PREPARER, AT)

    row = execution.propose_termination(
        by=PREPARER, at=AT, contract=begun.contract, cause=Cause.HONEST_FAILURE, reason="不可行"
    )
    execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason="属实")

    effects.open_exemption_file(case, EFFECT, PREPARER, AT)


def test_misconduct_is_on_record_before_its_case_ends(case: Case, begun: Project) -> None:
    row = execution.propose_termination(
        by=PREPARER, at=AT, contract=begun.contract, cause=Cause.MISCONDUCT, reason="造假"
    )
    execution.confirm_termination(by=APPROVER, at=AT, termination=row, reason="属实")
    with pytest.raises(WrongState, match="尚未记入诚信记录"):
        effects.record_integrity(case, EFFECT, PREPARER, AT)

    entry = execution.NewRecord(
        begun.contract.party,
        IntegrityKind.DISHONEST,
        "伪造检测报告",
        "示例科监〔2026〕3号",
        date(2026, 11, 1),
        date(2029, 10, 31),
        begun.contract,
    )
    execution.record_integrity(by=PREPARER, at=AT, entry=entry)

    effects.record_integrity(case, EFFECT, PREPARER, AT)
