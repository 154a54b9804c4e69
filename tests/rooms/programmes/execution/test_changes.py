"""Changes: what the chief may do alone, what the bureau decides, what the demander must allow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kechuang.accounts.models import User
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.programmes.models.execution import ChangeRequest, Contract
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ChangeState
from tests.rooms.ledger.town import AT, PREPARER, WAN
from tests.rooms.programmes.execution.project import Project, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(kept_project: Project) -> Project:
    return kept_project.again()


def ask(begun: Project, change: execution.Change) -> ChangeRequest:
    return execution.ask_change(
        by=begun.chief.actor, at=AT, contract=begun.contract, change=change, reason="试验需要"
    )


def make(begun: Project, change: execution.Change) -> ChangeRequest:
    return execution.make_change(by=PREPARER, at=AT, request=ask(begun, change), reason="同意")


def test_the_chief_changes_the_route_alone(begun: Project) -> None:
    request = ask(begun, execution.NewRoute("感应方案"))

    assert request.state == ChangeState.MADE
    assert request.before == {"text": "永磁方案"}
    assert begun.fresh().route == "感应方案"


def test_the_chief_changes_the_team_alone(begun: Project) -> None:
    ask(begun, execution.NewTeam((execution.Colleague("王工", "揭榜单位"),), ("李工",)))

    present = begun.contract.team.filter(until__isnull=True)
    assert [member.name for member in present] == ["王工"]


def test_nobody_leaves_who_is_not_there(begun: Project) -> None:
    with pytest.raises(InvalidInput, match="赵工 不在团队中"):
        ask(begun, execution.NewTeam(leaves=("赵工",)))


@pytest.mark.parametrize(
    "change",
    [
        execution.NewRoute("感应方案"),
        execution.NewTeam(leaves=("李工",)),
        execution.NewBudget(20 * WAN),
        execution.NewEnd(date(2028, 6, 30)),
    ],
)
def test_the_assistant_changes_nothing(begun: Project, change: execution.Change) -> None:
    with pytest.raises(NotAllowed):
        execution.ask_change(
            by=begun.assistant.actor, at=AT, contract=begun.contract, change=change, reason="要"
        )


def test_the_budget_goes_down_once_the_bureau_agrees(begun: Project) -> None:
    request = ask(begun, execution.NewBudget(20 * WAN))
    assert begun.fresh().budget_fen == 25 * WAN

    execution.make_change(by=PREPARER, at=AT, request=request, reason="同意调减")

    assert begun.fresh().budget_fen == 20 * WAN


@pytest.mark.parametrize("fen", [25 * WAN, 25 * WAN + 1, 10 * WAN - 1])
def test_the_budget_never_goes_up_nor_below_the_grant(begun: Project, fen: int) -> None:
    with pytest.raises(InvalidInput, match="只能调减"):
        ask(begun, execution.NewBudget(fen))


@pytest.mark.parametrize(("name", "value"), [("效率", 90), ("单价", 900)])
def test_a_target_never_asks_less_without_the_demander(
    begun: Project, name: str, value: int
) -> None:
    request = ask(begun, execution.NewTarget(name, Decimal(value)))

    with pytest.raises(WrongState, match="须先经需求方同意"):
        execution.make_change(by=PREPARER, at=AT, request=request, reason="同意")


@pytest.mark.parametrize(("name", "value"), [("效率", 96), ("单价", 700)])
def test_a_target_may_ask_more(begun: Project, name: str, value: int) -> None:
    make(begun, execution.NewTarget(name, Decimal(value)))

    assert begun.contract.targets.get(name=name).wanted == value


def test_with_the_demanders_consent_a_target_asks_less(begun: Project) -> None:
    request = ask(begun, execution.NewTarget("效率", Decimal(90)))
    execution.consent_to_change(by=begun.demander.actor, at=AT, request=request)

    execution.make_change(by=PREPARER, at=AT, request=request, reason="同意")

    target = begun.contract.targets.get(name="效率")
    assert (target.agreed, target.wanted) == (95, 90)


def test_only_the_demander_consents(begun: Project) -> None:
    request = ask(begun, execution.NewTarget("效率", Decimal(90)))

    with pytest.raises(NotAllowed):
        execution.consent_to_change(by=begun.chief.actor, at=AT, request=request)


def test_the_database_wants_the_consent(begun: Project) -> None:
    request = ask(begun, execution.NewTarget("效率", Decimal(90)))

    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.filter(pk=request.pk).update(
            state=ChangeState.MADE, decided_at=AT, decision_reason="x"
        )


def test_an_extension_moves_the_end_and_the_completion(begun: Project) -> None:
    make(begun, execution.NewEnd(date(2028, 6, 30)))

    contract = begun.fresh()
    assert (contract.ends_on, contract.extensions_taken) == (date(2028, 6, 30), 1)
    assert begun.milestones[-1].due_on == date(2028, 6, 30)


def test_an_extension_is_at_most_one_year(begun: Project) -> None:
    make(begun, execution.NewEnd(date(2028, 12, 31)))

    assert begun.fresh().ends_on == date(2028, 12, 31)


@pytest.mark.parametrize("until", [date(2027, 12, 31), date(2029, 1, 1)])
def test_an_extension_lies_within_the_next_year(begun: Project, until: date) -> None:
    with pytest.raises(InvalidInput, match="不超过一年"):
        ask(begun, execution.NewEnd(until))


def test_the_round_allows_one_extension(begun: Project) -> None:
    make(begun, execution.NewEnd(date(2028, 3, 31)))

    with pytest.raises(WrongState, match="已用完"):
        ask(begun, execution.NewEnd(date(2028, 6, 30)))


def test_a_round_without_extensions_allows_none(kept_project: Project) -> None:
    begun = project(kept_project.town, terms=execution.ItemTerms(extensions_allowed=0))

    with pytest.raises(WrongState, match="已用完"):
        ask(begun, execution.NewEnd(date(2028, 6, 30)))


def test_the_database_counts_extensions(begun: Project) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=begun.contract.pk).update(extensions_taken=2)


def test_an_extension_is_granted_once_however_often_it_is_asked(begun: Project) -> None:
    request = ask(begun, execution.NewEnd(date(2028, 6, 30)))
    execution.make_change(by=PREPARER, at=AT, request=request, reason="同意")

    with pytest.raises(WrongState, match="已变更"):
        execution.make_change(by=PREPARER, at=AT, request=request, reason="同意")

    assert begun.fresh().extensions_taken == 1


def test_one_request_of_a_kind_waits_at_a_time(begun: Project) -> None:
    ask(begun, execution.NewBudget(20 * WAN))

    with pytest.raises(WrongState, match="尚未决定"):
        ask(begun, execution.NewBudget(19 * WAN))


def test_a_refused_change_changes_nothing(begun: Project) -> None:
    request = ask(begun, execution.NewEnd(date(2028, 6, 30)))

    refused = execution.refuse_change(by=PREPARER, at=AT, request=request, reason="进度正常")

    assert refused.state == ChangeState.REFUSED
    assert begun.fresh().extensions_taken == 0


@pytest.mark.parametrize("decide", [execution.make_change, execution.refuse_change])
def test_a_decision_has_a_reason(begun: Project, decide: object) -> None:
    request = ask(begun, execution.NewBudget(20 * WAN))

    with pytest.raises(InvalidInput, match="没有写明理由"):
        decide(by=PREPARER, at=AT, request=request, reason=" ")


def test_a_request_has_a_reason(begun: Project) -> None:
    with pytest.raises(InvalidInput, match="没有写明理由"):
        execution.ask_change(
            by=begun.chief.actor,
            at=AT,
            contract=begun.contract,
            change=execution.NewBudget(20 * WAN),
            reason="",
        )


def test_who_asks_does_not_decide(begun: Project) -> None:
    request = ask(begun, execution.NewBudget(20 * WAN))

    with pytest.raises(NotAllowed):
        execution.make_change(by=begun.chief.actor, at=AT, request=request, reason="同意")


def test_a_new_chief_takes_the_powers_over(begun: Project) -> None:
    successor = User.objects.create(username="successor")

    make(begun, execution.NewChief(successor))

    with pytest.raises(NotAllowed):
        ask(begun, execution.NewRoute("旧总师的方案"))
    assert begun.fresh().chief == successor


def test_the_assistant_does_not_become_chief(begun: Project) -> None:
    assistant = User.objects.get(pk=begun.assistant.actor.account_id)

    with pytest.raises(InvalidInput, match="已任"):
        ask(begun, execution.NewChief(assistant))
