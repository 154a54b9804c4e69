"""From the appropriation to the payment: every level holds, on every path."""

from __future__ import annotations

import pytest

from kechuang.base.errors import Refusal
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Voucher
from kechuang.ledger.refusals import AlreadyGranted, LimitExceeded, RequestReused, SamePerson
from tests.rooms.ledger.town import APPROVER, AT, ON, WAN, YEAR_END, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


def test_a_yuan_goes_down_the_levels_and_is_paid_once(town: Town) -> None:
    parts = town.accepted(6 * WAN, 4 * WAN)

    run = town.paid(parts)

    town.line.account.refresh_from_db()
    assert run.state == "settled"
    assert town.line.account.free_fen == 90 * WAN
    assert [item.paid_fen for item in run.items.all()] == [6 * WAN, 4 * WAN]
    share = parts[0].share
    share.paid.refresh_from_db()
    assert share.paid.balance_fen == 10 * WAN


def test_a_budget_line_is_never_overspent(town: Town) -> None:
    with pytest.raises(LimitExceeded):
        town.grant(101 * WAN)


def test_the_same_request_is_posted_once(town: Town) -> None:
    plan, order = town.plan(), warrant()
    first = ledger.agree_grant(warrant=order, plan=plan)

    again = ledger.agree_grant(warrant=order, plan=plan)

    assert again == first
    with pytest.raises(RequestReused):
        ledger.agree_grant(warrant=order, plan=town.plan(5 * WAN))


def test_the_same_ground_and_period_is_granted_once(town: Town) -> None:
    town.grant(ground="R&D 补助 2026")

    with pytest.raises(AlreadyGranted) as refused:
        town.grant(ground="r&d补助２０２６")
    assert "ZX2026-000001" in refused.value.why.zh


def test_nobody_approves_alone(town: Town) -> None:
    with pytest.raises(SamePerson):
        ledger.agree_grant(warrant=warrant(by=APPROVER), plan=town.plan())


def test_vouchers_are_numbered_without_gaps(town: Town) -> None:
    town.grant()
    with pytest.raises(Refusal):
        town.grant(1000 * WAN)
    town.grant()

    numbers = list(Voucher.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_reversal_takes_everything_back(town: Town) -> None:
    town.grant(10 * WAN, ground="甲")
    voucher = Voucher.objects.get(command="agree_grant")

    red = ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="金额有误")

    town.line.account.refresh_from_db()
    assert red.reverses == voucher
    assert town.line.account.free_fen == 100 * WAN
    town.grant(9 * WAN, ground="甲")


def test_the_seal_is_what_the_database_gives_back(town: Town) -> None:
    from kechuang.engines.seal import digest

    town.paid(town.accepted())

    assert all(digest(voucher.content()) == voucher.seal for voucher in Voucher.objects.all())


def test_what_the_treasury_refuses_can_be_paid_again(town: Town) -> None:
    parts = town.accepted()
    run = town.sent(parts)
    item = run.items.get()
    answer = ledger.Answer(item.number, "T1", False, 0, ON, "账号有误")
    ledger.record_answers(warrant=warrant(), run=run, answers=[answer])

    assert town.paid(parts).state == "settled"


def test_a_claw_back_is_never_more_than_was_paid(town: Town) -> None:
    parts = town.accepted()
    town.paid(parts)
    share = parts[0].share

    with pytest.raises(LimitExceeded):
        ledger.decide_claw_back(
            warrant=warrant(), share=share, amount_fen=2 * WAN, reason="弄虚作假", decision="1号"
        )


def test_a_closed_year_takes_no_more_vouchers(town: Town) -> None:
    ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=False)

    with pytest.raises(Refusal) as refused:
        town.grant()
    assert "已结账" in refused.value.why.zh


def test_no_voucher_crosses_two_books(town: Town) -> None:
    other = small_treasury(code="other")
    appropriation = other.line.appropriation

    with pytest.raises(Refusal) as refused:
        ledger.allot(
            warrant=warrant(), appropriation=appropriation, scheme=town.scheme, amount_fen=1
        )
    assert "账套" in refused.value.why.zh


def test_the_longest_names_still_fit_the_account(town: Town) -> None:
    scheme = ledger.register_scheme(
        by=APPROVER, at=AT, book=town.book, code="long", name="专" * 200, name_en="x"
    )
    appropriation = town.line.appropriation
    given = {"year": ON.year, "source": "city", "doc_no": "号" * 100, "amount_fen": WAN}
    ledger.appropriate(warrant=warrant(), book=appropriation.book, **given)
    longest = appropriation.book.appropriations.get(doc_no="号" * 100)

    ledger.allot(warrant=warrant(), appropriation=longest, scheme=scheme, amount_fen=WAN)

    account = scheme.lines.get().account
    account.full_clean(exclude=["book"])
    assert account.free_fen == WAN
