"""The figures of the board, as of any day, are the sums of the vouchers behind them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, PaymentItem, Transfer
from kechuang.ledger.selectors.board import board
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.selectors.tracing import accounts_of, trail_of, vouchers_of
from kechuang.ledger.states import ItemState, Phase
from tests.base.registry.cast import person
from tests.proof.corruptions.damage import damaged
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
DUE = AT + timedelta(days=30)


@pytest.fixture
def town() -> Town:
    town = small_treasury()
    town.paid(town.accepted(6 * WAN, 4 * WAN))
    return town


def test_every_level_is_on_the_board(town: Town) -> None:
    found = board(year=2026, on=ON)

    whole = found.whole
    assert found.appropriated_fen == whole.budget_fen == 100 * WAN
    assert whole.obligated_fen == whole.accepted_fen == whole.paid_fen == 10 * WAN
    assert whole.free_fen == 90 * WAN
    assert [level.paid_fen for level in found.districts] == [10 * WAN]


def test_what_is_held_is_not_free_until_it_is_let_go(town: Town) -> None:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=60 * WAN, purpose="公示", expires_at=DUE
    )
    held = Transfer.objects.get(kind="reserve")

    assert (board(year=2026, on=ON).whole.held_fen, free(ON)) == (60 * WAN, 30 * WAN)
    assert free(ON) == BudgetLine.objects.get(pk=town.line.pk).account.free_fen
    assert all(comparison.agrees for comparison in reconciled())

    later = warrant(at=AT + timedelta(days=2), on=ON + timedelta(days=2))
    ledger.resolve_reservation(warrant=later, reservation=held, phase=Phase.VOID)

    assert (free(ON), free(later.on)) == (30 * WAN, 90 * WAN)
    assert all(comparison.agrees for comparison in reconciled())


def free(on: date) -> int:
    return board(year=2026, on=on).whole.free_fen


def test_the_day_before_nothing_was_posted(town: Town) -> None:
    assert board(year=2026, on=date(2026, 11, 20)).is_empty


def test_a_figure_leads_to_its_vouchers(town: Town) -> None:
    found = vouchers_of(accounts_of(district=town.party.region_code))

    commands = set(found.values_list("command", flat=True))
    assert {"agree_grant", "accept_tranche", "approve_run", "record_answers"} <= commands
    grants = trail_of(found.filter(command="agree_grant").get()).grants
    assert [grant.party for grant in grants] == [town.party]


def test_the_pages_open_for_the_auditor_and_for_nobody_else(town: Town) -> None:
    auditor, stranger = person("审计员", "auditor"), person("专家甲", "expert")
    voucher = vouchers_of(accounts_of(scheme=town.scheme.code))[0]
    for address in (
        "/ledger/",
        "/ledger/vouchers/",
        f"/ledger/vouchers/{voucher.pk}/",
        f"/ledger/accounts/{town.line.account_id}/",
        "/ledger/reconciliation/",
        "/ledger/desk/",
    ):
        assert auditor.client.get(address).status_code == 200, address
        assert stranger.client.get(address).status_code == 403, address


def test_books_reconcile(town: Town) -> None:
    assert all(comparison.agrees for comparison in reconciled())


def test_a_payment_that_differs_from_its_answer_does_not_reconcile(town: Town) -> None:
    item = PaymentItem.objects.filter(state=ItemState.PAID).first()
    with damaged() as damage:
        damage.run("UPDATE ledger_paymentitem SET paid_fen = 1 WHERE id = %s", item.pk)

        assert not all(comparison.agrees for comparison in reconciled())
