"""A closed budget year: nothing new, what is owed stays payable, what comes back lapses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.ledger import services as ledger
from kechuang.ledger.invariants import INVARIANTS
from kechuang.ledger.models import Account, BookYear, BudgetLine, Grant, Voucher
from kechuang.ledger.refusals import AlreadyDone, UnknownYear
from kechuang.ledger.refusals_of_year_end import ClosedBudget
from kechuang.ledger.selectors.board import board
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.states import AccountRole, FundSource, Phase
from tests.rooms.ledger.shared_line import shared_line
from tests.rooms.ledger.town import (
    APPROVER,
    AT,
    CHECKER,
    ON,
    PREPARER,
    WAN,
    YEAR_END,
    Town,
    small_treasury,
    warrant,
)

pytestmark = pytest.mark.django_db
NEXT, NEXT_END = date(2027, 1, 11), date(2027, 12, 31)
LATER = AT + timedelta(days=60)


@pytest.fixture
def town() -> Town:
    town = small_treasury()
    ledger.open_year(by=APPROVER, at=AT, book=town.book, year=NEXT.year)
    return town


def close(town: Town, **changes: bool) -> None:
    values = {"carry_over": False, **changes}
    ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, **values)


def late(**changes: object) -> ledger.Warrant:
    return warrant(on=NEXT, **changes)


def free_fen(line: BudgetLine) -> int:
    return Account.objects.get(pk=line.account_id).free_fen


def lapsed_fen() -> int:
    return sum(each.balance_fen for each in Account.objects.filter(role=AccountRole.LAPSED))


def appropriate(town: Town) -> None:
    document = town.line.appropriation
    told = {"year": document.year, "source": document.source, "doc_no": document.doc_no}
    ledger.appropriate(warrant=late(), book=town.book, amount_fen=WAN, **told)


def appropriate_anew(town: Town) -> None:
    told = {"year": ON.year, "source": FundSource.CITY, "doc_no": "补发〔2027〕1号"}
    ledger.appropriate(warrant=late(), book=town.book, amount_fen=WAN, **told)


def allot(town: Town) -> None:
    given = town.line.appropriation
    ledger.allot(warrant=late(), appropriation=given, scheme=town.scheme, amount_fen=WAN)


def oblige(town: Town) -> None:
    ledger.agree_grant(warrant=late(), plan=town.plan())


def reserve(town: Town) -> None:
    told = {"amount_fen": WAN, "purpose": "公示", "expires_at": LATER}
    ledger.reserve_budget(warrant=late(), line=town.line, **told)


def take_an_allotment_back(town: Town) -> None:
    voucher = Voucher.objects.get(command="allot_budget")
    ledger.reverse_voucher(warrant=late(), voucher=voucher, reason="有误")


@pytest.mark.parametrize(
    "command",
    [appropriate, appropriate_anew, allot, oblige, reserve, take_an_allotment_back],
)
def test_nothing_new_is_done_with_the_budget_of_a_closed_year(
    town: Town, command: Callable[[Town], None]
) -> None:
    close(town)

    with pytest.raises(ClosedBudget) as refused:
        command(town)

    assert "2026 年的预算，该年度已结账" in refused.value.why.zh
    assert "2027" in refused.value.mend.zh


def test_what_is_owed_stays_payable_after_the_closing(town: Town) -> None:
    grant = town.grant(6 * WAN)
    close(town)

    ledger.accept_tranche(warrant=late(), tranche=grant.tranches.get(), acceptance="验〔2027〕1号")
    parts = list(grant.tranches.get().parts.all())
    run = ledger.check_run(by=CHECKER, at=AT, run=town.drafted(parts))
    ledger.approve_run(warrant=late(), run=run)
    told = ledger.Answer(run.items.get().number, "S1", True, 6 * WAN, NEXT)
    ledger.record_answers(warrant=late(), run=run, answers=[told])

    assert run.items.get().paid_fen == 6 * WAN


def test_what_is_released_after_the_closing_lapses_at_once(town: Town) -> None:
    grant = town.grant(6 * WAN)
    close(town)
    before = lapsed_fen()

    voucher = ledger.release_tranches(warrant=late(), grant=grant, reason="终止")

    assert free_fen(town.line) == 0
    assert lapsed_fen() - before == 6 * WAN
    assert [each.kind for each in voucher.transfers.all()] == ["release", "lapse"]
    whole = board(year=ON.year, on=date.max).whole
    assert (whole.free_fen, whole.obligated_fen, whole.budget_fen) == (0, 0, 0)
    assert all(comparison.agrees for comparison in reconciled())
    assert not [finding for each in INVARIANTS for finding in each.find()]


def test_what_a_partial_acceptance_leaves_after_the_closing_lapses(town: Town) -> None:
    tranche = town.grant(6 * WAN).tranches.get()
    close(town)
    before = lapsed_fen()

    ledger.accept_tranche(
        warrant=late(), tranche=tranche, acceptance="验〔2027〕1号", amount_fen=4 * WAN
    )

    assert (free_fen(town.line), lapsed_fen() - before) == (0, 2 * WAN)


def test_a_grant_taken_back_after_the_closing_lapses(town: Town) -> None:
    town.grant(6 * WAN)
    close(town)
    before = lapsed_fen()
    voucher = Voucher.objects.get(command="agree_grant")

    ledger.reverse_voucher(warrant=late(), voucher=voucher, reason="有误")

    assert (free_fen(town.line), lapsed_fen() - before) == (0, 6 * WAN)


def test_a_release_after_the_closing_can_be_taken_back_whole(town: Town) -> None:
    grant = town.grant(6 * WAN)
    close(town)
    before = lapsed_fen()
    voucher = ledger.release_tranches(warrant=late(), grant=grant, reason="终止")

    ledger.reverse_voucher(warrant=late(), voucher=voucher, reason="有误")

    assert (free_fen(town.line), lapsed_fen()) == (0, before)
    ledger.accept_tranche(warrant=late(), tranche=grant.tranches.get(), acceptance="1号")


def test_a_release_before_the_closing_is_not_taken_back_after_it(town: Town) -> None:
    grant = town.grant(6 * WAN)
    voucher = ledger.release_tranches(warrant=warrant(), grant=grant, reason="终止")
    close(town)

    with pytest.raises(ClosedBudget):
        ledger.reverse_voucher(warrant=late(), voucher=voucher, reason="有误")


def test_where_the_closing_said_so_what_is_released_is_carried_over(town: Town) -> None:
    grant = town.grant(6 * WAN)
    close(town, carry_over=True, carry_released=True)

    ledger.release_tranches(warrant=late(), grant=grant, reason="终止")

    following = BudgetLine.objects.get(appropriation__year=NEXT.year)
    assert (free_fen(town.line), free_fen(following)) == (0, 100 * WAN)
    assert lapsed_fen() == 0


def test_money_is_carried_over_once(town: Town) -> None:
    """预算法 (2018) art. 42: unused for two years in a row, it is surplus."""
    close(town, carry_over=True)

    ledger.close_year(warrant=warrant(on=NEXT_END), book=town.book, carry_over=True)

    assert lapsed_fen() == 100 * WAN
    assert not BudgetLine.objects.filter(appropriation__year=2028).exists()


def test_nothing_is_carried_into_a_year_that_is_closed_too(town: Town) -> None:
    grant = town.grant(6 * WAN)
    close(town, carry_over=True, carry_released=True)
    ledger.close_year(warrant=warrant(on=NEXT_END), book=town.book, carry_over=False)
    ledger.open_year(by=APPROVER, at=AT, book=town.book, year=2028)

    ledger.release_tranches(warrant=warrant(on=date(2028, 1, 9)), grant=grant, reason="终止")

    assert lapsed_fen() == 100 * WAN


def test_the_same_request_closes_the_same_year(town: Town) -> None:
    order = warrant(on=YEAR_END)
    first = ledger.close_year(warrant=order, book=town.book, carry_over=False)

    assert ledger.close_year(warrant=order, book=town.book, carry_over=False) == first


def test_a_year_is_closed_once(town: Town) -> None:
    close(town)

    with pytest.raises(UnknownYear, match="已结账"):
        close(town)


def test_a_payment_run_holds_up_the_closing_until_it_is_settled(town: Town) -> None:
    run = town.drafted(town.accepted())

    with pytest.raises(AlreadyDone, match="支付批次"):
        close(town)

    ledger.withdraw_run(by=PREPARER, at=AT, run=run, reason="明年再付")
    close(town)


def test_years_are_closed_in_order(town: Town) -> None:
    with pytest.raises(UnknownYear) as refused:
        ledger.close_year(warrant=warrant(on=NEXT_END), book=town.book, carry_over=False)

    assert "请先结 2026 年的账" in refused.value.mend.zh


def test_a_reservation_on_next_years_budget_does_not_hold_up_the_closing(town: Town) -> None:
    close_budget = {"year": NEXT.year, "source": FundSource.CITY, "doc_no": "提前下达〔2026〕1号"}
    ledger.appropriate(warrant=warrant(), book=town.book, amount_fen=WAN, **close_budget)
    given = town.book.appropriations.get(year=NEXT.year)
    ledger.allot(warrant=warrant(), appropriation=given, scheme=town.scheme, amount_fen=WAN)
    line = BudgetLine.objects.get(appropriation=given)
    told = {"amount_fen": WAN, "purpose": "公示", "expires_at": LATER}
    ledger.reserve_budget(warrant=warrant(), line=line, **told)

    close(town)

    assert BookYear.objects.get(book=town.book, year=ON.year).closed_at


def test_the_closing_names_the_reservations_that_hold_it_up(town: Town) -> None:
    told = {"amount_fen": WAN, "purpose": "公示", "expires_at": LATER}
    voucher = ledger.reserve_budget(warrant=warrant(), line=town.line, **told)

    with pytest.raises(AlreadyDone) as refused:
        close(town)

    assert str(voucher) in refused.value.why.zh
    ledger.resolve_reservation(
        warrant=warrant(), reservation=voucher.transfers.get(), phase=Phase.VOID
    )
    close(town)


def test_a_round_of_claims_holds_up_the_closing_until_it_ends(town: Town) -> None:
    shared = shared_line(town)

    with pytest.raises(AlreadyDone) as refused:
        close(town)

    assert shared.round.title in refused.value.why.zh
    ledger.withdraw_round(by=PREPARER, at=AT, claim_round=shared.round, reason="不再分配")
    close(town)


def test_a_closed_year_is_not_opened_again(town: Town) -> None:
    close(town)
    voucher = Voucher.objects.get(command="close_year")

    with pytest.raises(InvalidInput) as refused:
        ledger.reverse_voucher(warrant=late(), voucher=voucher, reason="结早了")

    assert "已结账的年度不再打开" in refused.value.why.zh
    assert "在新年度重新下达" in refused.value.mend.zh
    assert not Grant.objects.exists()


def test_a_year_is_not_closed_before_its_last_day(town: Town) -> None:
    with pytest.raises(AlreadyDone) as refused:
        ledger.close_year(warrant=warrant(on=date(2026, 12, 30)), book=town.book, carry_over=False)

    assert "12 月 31 日" in refused.value.mend.zh
    assert BookYear.objects.get(book=town.book, year=2026).closed_at is None
