"""A payment needs three people, an unchanged list and a confirmed account."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from kechuang.audit.models import Event
from kechuang.base.actors import system_actor
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentRun, TrancheShare
from kechuang.ledger.refusals import AlreadyDone, RequestReused, SamePerson
from kechuang.ledger.services.sending import drafter_of
from tests.base.registry.cast import clerk, party
from tests.proof.corruptions.damage import damaged
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    CHECKER,
    ON,
    PREPARER,
    WAN,
    Town,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def parts(town: Town) -> list[TrancheShare]:
    return town.accepted(6 * WAN, 4 * WAN)


@pytest.fixture
def run(town: Town, parts: list[TrancheShare]) -> PaymentRun:
    return town.drafted(parts)


def test_the_drafter_does_not_check(run: PaymentRun) -> None:
    with pytest.raises(SamePerson):
        ledger.check_run(by=PREPARER, at=AT, run=run)


@pytest.mark.parametrize("approver", [PREPARER, CHECKER])
def test_neither_the_drafter_nor_the_checker_approves(run: PaymentRun, approver: object) -> None:
    ledger.check_run(by=CHECKER, at=AT, run=run)
    by = system_actor("制单 two") if approver is PREPARER else PREPARER

    with pytest.raises(SamePerson):
        ledger.approve_run(warrant=warrant(by=by, approver=approver), run=run)


def test_a_run_is_not_approved_before_it_was_checked(run: PaymentRun) -> None:
    with pytest.raises(WrongState):
        ledger.approve_run(warrant=warrant(), run=run)


def test_one_person_who_was_renamed_is_still_the_same(town: Town) -> None:
    parts, person = town.accepted(), treasurer("张三")
    run = ledger.draft_run(by=person.actor, at=AT, book=town.book, request_id=uuid4(), parts=parts)
    renamed = type(person.actor)(person.actor.account_id, "李四", person.actor.grants)

    with pytest.raises(SamePerson):
        ledger.check_run(by=renamed, at=AT, run=run)


@pytest.mark.parametrize("column", ["holder", "bank"])
def test_a_list_that_was_changed_after_drafting_is_neither_checked_nor_approved(
    run: PaymentRun, column: str
) -> None:
    with damaged() as damage:
        damage.run(f"UPDATE ledger_paymentitem SET {column} = '别家'")
        with pytest.raises(AlreadyDone) as refused:
            ledger.check_run(by=CHECKER, at=AT, run=run)
    assert "清单与编制时不一致" in refused.value.why.zh


def test_the_account_and_amount_of_a_payment_cannot_be_changed_at_all(run: PaymentRun) -> None:
    with pytest.raises(Exception, match="frozen"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_paymentitem SET account_number = '1'")


def test_a_party_without_confirmed_account_is_not_paid(town: Town) -> None:
    firm = party("云澜乙科技有限公司")
    parts = town.accepted(party=firm)
    ledger.submit_payee_account(
        by=PREPARER, at=AT, party=firm, holder=firm.name, bank="示例银行", number="6222000012345"
    )

    with pytest.raises(InvalidInput) as refused:
        town.drafted(parts)
    assert "没有经核对的收款账户" in refused.value.why.zh


def test_nothing_is_listed_in_two_open_runs(town: Town, parts: list[TrancheShare]) -> None:
    town.drafted(parts)

    with pytest.raises(AlreadyDone):
        town.drafted(parts[:1])


def test_a_withdrawal_needs_its_reason(run: PaymentRun) -> None:
    with pytest.raises(InvalidInput):
        ledger.withdraw_run(by=PREPARER, at=AT, run=run, reason="  ")


def test_what_was_withdrawn_may_be_listed_again(
    town: Town, parts: list[TrancheShare], run: PaymentRun
) -> None:
    ledger.withdraw_run(by=PREPARER, at=AT, run=run, reason="金额待核")

    assert town.drafted(parts).items.count() == 2
    assert Event.objects.get(command="withdraw_run").payload["reason"] == "金额待核"


def test_the_same_draft_request_is_the_same_run(town: Town, parts: list[TrancheShare]) -> None:
    request = {"by": PREPARER, "at": AT, "book": town.book, "request_id": uuid4()}
    first = ledger.draft_run(**request, parts=parts)

    assert ledger.draft_run(**request, parts=parts) == first
    with pytest.raises(RequestReused):
        ledger.draft_run(**request, parts=parts[:1])


def test_the_drafter_keeps_the_right_to_draft_until_the_run_is_sent(town: Town) -> None:
    drafter = clerk("编制员")
    run = ledger.draft_run(
        by=drafter.actor, at=AT, book=town.book, request_id=uuid4(), parts=town.accepted()
    )

    assert drafter_of(run, on=ON).account_id == drafter.actor.account_id
    with pytest.raises(WrongState) as refused:
        drafter_of(run, on=date(2019, 1, 1))
    assert "编制员" in refused.value.why.zh


def test_a_district_clerk_neither_drafts_nor_withdraws(town: Town, run: PaymentRun) -> None:
    lake = clerk("lake", district="990101").actor

    with pytest.raises(NotAllowed):
        ledger.draft_run(by=lake, at=AT, book=town.book, request_id=uuid4(), parts=[])
    with pytest.raises(NotAllowed):
        ledger.withdraw_run(by=lake, at=AT, run=run, reason="x")


def test_a_run_that_was_sent_is_not_withdrawn(town: Town) -> None:
    with pytest.raises(WrongState):
        ledger.withdraw_run(by=APPROVER, at=AT, run=town.sent(town.accepted()), reason="迟了")
