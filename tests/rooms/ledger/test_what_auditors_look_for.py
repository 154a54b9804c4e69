"""What an auditor asks of the treasury, and what nobody may take away unnoticed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.engines.wording import Text
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Account, BudgetLine, ClawBack, PaymentItem, Transfer
from kechuang.ledger.refusals import AlreadyDone
from kechuang.ledger.selectors.board import board
from kechuang.ledger.selectors.reconciling import (
    BOOKS,
    REPORTS,
    TREASURY,
    VOUCHERS,
    reconciled,
)
from kechuang.ledger.states import AccountRole, Phase
from tests.base.registry.cast import Person, person
from tests.rooms.ledger.town import AT, ON, WAN, YEAR_END, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
DUE = AT + timedelta(days=30)


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def auditor() -> Person:
    return person("审计员", "auditor")


def held(town: Town) -> Transfer:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=WAN, purpose="公示", expires_at=DUE
    )
    return Transfer.objects.get(kind="reserve")


@pytest.mark.parametrize(("reason", "decision"), [("", "追1号"), ("违约", " ")])
def test_a_claw_back_needs_its_reason_and_its_decision(
    town: Town, reason: str, decision: str
) -> None:
    parts = town.accepted()
    town.paid(parts)

    with pytest.raises(InvalidInput):
        ledger.decide_claw_back(
            warrant=warrant(),
            share=parts[0].share,
            amount_fen=WAN // 2,
            reason=reason,
            decision=decision,
        )

    assert not ClawBack.objects.exists()


def test_one_bank_number_brings_money_back_once(town: Town) -> None:
    parts = town.accepted()
    town.paid(parts)
    values = {"amount_fen": WAN // 2, "reason": "违约", "decision": "追1号"}
    ledger.decide_claw_back(warrant=warrant(), share=parts[0].share, **values)
    claim = ClawBack.objects.get()
    came = {"claw_back": claim, "amount_fen": WAN // 4, "serial": "B-1"}
    ledger.record_recovery(warrant=warrant(), **came)

    with pytest.raises(AlreadyDone):
        ledger.record_recovery(warrant=warrant(), **came)

    assert board(year=2026, on=ON).whole.recovered_fen == WAN // 4


def test_a_reservation_is_not_posted_after_its_day(town: Town) -> None:
    reservation = held(town)
    late = warrant(at=DUE, on=DUE.date())

    with pytest.raises(AlreadyDone):
        ledger.resolve_reservation(warrant=late, reservation=reservation, phase=Phase.POST)


def test_a_year_does_not_close_over_a_reservation(town: Town) -> None:
    held(town)

    with pytest.raises(AlreadyDone):
        ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=False)


def test_a_year_does_not_close_over_an_open_payment_run(town: Town) -> None:
    town.drafted(town.accepted())

    with pytest.raises(AlreadyDone):
        ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=False)


def test_what_nobody_promised_lapses_at_the_end_of_the_year(town: Town) -> None:
    town.grant(30 * WAN)

    ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=False)

    lapsed = Account.objects.get(role=AccountRole.LAPSED)
    assert lapsed.credits_posted_fen == 70 * WAN
    assert BudgetLine.objects.get(pk=town.line.pk).account.free_fen == 0
    assert all(comparison.agrees for comparison in reconciled())


def test_books_are_compared_with_treasury_vouchers_each_other_and_reports(town: Town) -> None:
    found = [comparison.section for comparison in reconciled()]

    assert {section: found.count(section) for section in found} == {
        TREASURY: 3, VOUCHERS: 2, BOOKS: 3, REPORTS: 2,
    }  # fmt: skip


@pytest.mark.parametrize("section", [VOUCHERS, BOOKS, REPORTS])
def test_a_total_that_was_edited_does_not_reconcile(town: Town, section: Text) -> None:
    town.paid(town.accepted())
    Account.objects.filter(pk=town.line.account_id).update(credits_posted_fen=200 * WAN)

    assert section in {one.section for one in reconciled() if not one.agrees}


def test_the_board_draws_four_charts(town: Town, auditor: Person) -> None:
    town.paid(town.accepted(6 * WAN))

    assert auditor.client.get("/ledger/").content.decode().count('<figure class="chart">') == 4


def test_amounts_stand_in_capitals_on_every_paper_of_a_payment(town: Town, auditor: Person) -> None:
    run = town.paid(town.accepted(6 * WAN, 4 * WAN))
    first = PaymentItem.objects.filter(run=run).order_by("number").first()
    voucher = Transfer.objects.filter(kind="pay").first().voucher_id

    def page(address: str) -> str:
        return auditor.client.get(address).content.decode()

    for address in (f"/ledger/vouchers/{voucher}/", f"/ledger/receipts/{first.number}/"):
        assert "人民币陆万元整" in page(address), address
    assert "人民币壹拾万元整" in page(f"/ledger/runs/{run.number}/")
    treasurer = person("出纳", "treasurer")
    listed = treasurer.client.post(f"/ledger/runs/{run.number}/list/").content.decode()
    for words in ("人民币陆万元整", "人民币肆万元整", "人民币壹拾万元整"):
        assert words in listed


def test_the_chain_stands_on_a_receipt(town: Town, auditor: Person) -> None:
    run = town.paid(town.accepted())
    number = PaymentItem.objects.get(run=run).number

    page = auditor.client.get(f"/ledger/receipts/{number}/").content.decode()

    assert "审计链" in page
