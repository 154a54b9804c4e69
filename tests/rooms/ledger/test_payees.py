"""Whose account money goes to: the party says it, another person confirms it."""

from __future__ import annotations

import pytest

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import PayeeAccount
from kechuang.ledger.refusals import SamePerson
from kechuang.ledger.selectors.payees import payee_of, payees_of
from kechuang.parties.models import Party
from tests.base.registry.cast import party, person
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import APPROVER, AT, PREPARER

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(db: None) -> Party:
    return party("云澜甲科技有限公司")


def submitted(
    firm: Party, by: Actor = PREPARER, number: str = "6222 0000 1234 5678"
) -> PayeeAccount:
    return ledger.submit_payee_account(
        by=by, at=AT, party=firm, holder=firm.name, bank="示例银行", number=number
    )


def test_the_confirmed_account_is_paid_to_until_another_is_confirmed(firm: Party) -> None:
    first = submitted(firm)
    assert payee_of(firm) is None

    ledger.confirm_payee_account(by=APPROVER, at=AT, account=first)
    second = submitted(firm, number="6222000099990000")

    assert payee_of(firm) == first
    assert payees_of([firm.pk]) == {firm.pk: first}
    ledger.confirm_payee_account(by=APPROVER, at=AT, account=second)
    assert payee_of(firm) == second
    assert payees_of([firm.pk]) == {firm.pk: second}


def test_nobody_confirms_what_they_submitted_under_whatever_name(firm: Party) -> None:
    who = treasurer("王五").actor
    account = submitted(firm, by=who)
    renamed = Actor(who.account_id, "王五（改名）", who.grants)

    for same in (who, renamed):
        with pytest.raises(SamePerson):
            ledger.confirm_payee_account(by=same, at=AT, account=account)


def test_an_account_is_confirmed_once_and_by_a_treasurer(firm: Party) -> None:
    account = submitted(firm)

    with pytest.raises(NotAllowed):
        ledger.confirm_payee_account(by=person("审计", Role.AUDITOR).actor, at=AT, account=account)
    ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)
    with pytest.raises(WrongState):
        ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)


@pytest.mark.parametrize(
    "number", ["", "1234567", "1" * 33, "６２２２０００１２３４", "62x2000012345"]
)
def test_what_is_no_account_number_is_refused(firm: Party, number: str) -> None:
    with pytest.raises(InvalidInput):
        submitted(firm, number=number)


def test_a_name_too_long_for_the_books_is_refused_in_words(firm: Party) -> None:
    with pytest.raises(InvalidInput):
        ledger.submit_payee_account(
            by=PREPARER, at=AT, party=firm, holder=firm.name, bank="行" * 201, number="62220000123"
        )


def test_only_the_partys_own_people_and_the_treasury_enter_its_account(firm: Party) -> None:
    own = person("财务", Role.ENTERPRISE, of=firm).actor
    assert submitted(firm, by=own).submitted_by_name == "财务"

    for role, of in ((Role.ENTERPRISE, party("别家")), (Role.BANK, firm), (Role.EXPERT, firm)):
        with pytest.raises(NotAllowed):
            submitted(firm, by=person(f"{role}", role, of=of).actor)
