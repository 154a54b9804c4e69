"""Every figure of the board is the sum of the vouchers that its link leads to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.selectors.board import board, budget_years
from kechuang.ledger.selectors.figures import Asked, Figure, sum_behind, vouchers_behind
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.states import Phase
from tests.base.registry.cast import Person, party, person
from tests.proof.healthy_money import build_money
from tests.rooms.ledger.drilling import (
    bundle,
    figures,
    head_of,
    manifest_in,
    rows_in,
    told_at_head,
)
from tests.rooms.ledger.keeping import books
from tests.rooms.ledger.town import APPROVER, AT, ON, WAN, YEAR_END, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
NEXT = date(2027, 2, 1)
DUE = AT + timedelta(days=30)
Scene = Callable[[], Town]


def every_kind_of_posting() -> Town:
    """Reversals, claw-backs, part payments, reservations posted and voided, two funds."""
    return build_money(party("云澜甲科技有限公司"))


def two_years() -> Town:
    """The year's grants, what is free carried into the next year, promised and held there."""
    town = small_treasury()
    town.paid(town.accepted(6 * WAN, 4 * WAN))
    ledger.close_year(warrant=warrant(on=YEAR_END), book=town.book, carry_over=True)
    ledger.open_year(by=APPROVER, at=AT, book=town.book, year=NEXT.year)
    (line,) = town.scheme.lines.filter(appropriation__year=NEXT.year)
    later = town.plan(3 * WAN, funds=(ledger.FundPlan(line.appropriation.source, 1, line),))
    ledger.agree_grant(warrant=warrant(on=NEXT), plan=later)
    ledger.reserve_budget(
        warrant=warrant(on=NEXT), line=line, amount_fen=WAN, purpose="公示", expires_at=DUE
    )
    return town


def held_and_ended() -> Town:
    """One reservation pends, one was posted in part, one voided on a later day."""
    town = small_treasury()
    town.grant(5 * WAN)
    for _ in range(3):
        ledger.reserve_budget(
            warrant=warrant(), line=town.line, amount_fen=WAN, purpose="公示", expires_at=DUE
        )
    first, second, _ = Transfer.objects.filter(kind="reserve").order_by("voucher__pk")
    half = {"phase": Phase.POST, "amount_fen": WAN // 2}
    ledger.resolve_reservation(warrant=warrant(), reservation=first, **half)
    late = warrant(on=ON + timedelta(days=1))
    ledger.resolve_reservation(warrant=late, reservation=second, phase=Phase.VOID)
    return town


SCENES: tuple[Scene, ...] = (every_kind_of_posting, two_years, held_and_ended)


@pytest.fixture
def auditor(db: None) -> Person:
    return person("审计员", "auditor")


@books(*SCENES)
def test_every_figure_of_the_board_is_the_sum_of_its_list(town: Town, auditor: Person) -> None:
    walked = 0
    for year in budget_years():
        page = auditor.client.get(f"/ledger/?year={year}&on={NEXT}").content.decode()
        for figure in figures(page):
            answer = auditor.client.get(figure.url)
            count, fen = told_at_head(answer)
            listed = answer.context["filter"].qs
            assert (count, fen) == (len(listed), figure.fen), figure.url
            assert sum(each.counted_fen for each in listed) == figure.fen, figure.url
            walked += 1
    assert walked > 40


@books(*SCENES)
def test_figures_are_those_of_the_board_on_every_day(town: Town) -> None:
    for year in budget_years():
        for on in {each.on for each in Voucher.objects.all()}:
            whole = board(year=year, on=on).whole
            for figure in Figure:
                asked = Asked(figure, year, Moment(on), {})
                behind = vouchers_behind(asked, among=Voucher.objects.all())
                shown = getattr(whole, f"{figure.value}_fen")
                assert sum(each.counted_fen for each in behind) == shown, (figure, on)
                assert sum_behind(asked, Voucher.objects.all()) == shown, (figure, on)


@books(two_years)
def test_a_voucher_that_does_not_move_the_figure_is_not_in_its_list(
    town: Town, auditor: Person
) -> None:
    paid = "/ledger/vouchers/?figure=paid&budget_year={}&scheme=kj-rd"

    commands = {v.command for v in auditor.client.get(paid.format(2026)).context["filter"].qs}

    assert commands == {"record_answers"}
    assert head_of(auditor.client, paid.format(2027)) == (0, 0)


@books(two_years)
def test_what_the_records_do_not_tell_is_unknown_and_not_zero(town: Town, auditor: Person) -> None:
    page = auditor.client.get("/ledger/?year=2026").content.decode()
    districts = page[page.index('id="district"') : page.index('id="month"')]
    asked = f"/ledger/vouchers/?figure=free&budget_year=2026&district={town.party.region_code}"

    assert districts.count("未知</span>") == 4
    assert "figure=obligated" in districts
    assert "没有预算项目写明区县" in districts
    assert "未知不是零" in auditor.client.get(asked).content.decode()


@books(every_kind_of_posting)
def test_an_export_of_a_figure_sums_to_it_and_says_what_it_is(town: Town, auditor: Person) -> None:
    (paid,) = [f for f in whole_figures(auditor) if "figure=paid" in f.url]

    members = bundle(auditor.client, paid.url)

    rows, told = rows_in(members, "vouchers"), manifest_in(members)
    assert sum(int(row["counted_fen"]) for row in rows) == paid.fen
    assert (told["rows"], told["sums_fen"]["counted_fen"]) == (len(rows), paid.fen)
    assert told["asked"]["figure"] == "paid"
    assert "已支付" in told["said"][0]
    assert set(rows[0]) == {row["column"] for row in rows_in(members, "dictionary")}
    for line in members["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(members[name]).hexdigest() == digest


def whole_figures(auditor: Person) -> list:
    page = auditor.client.get("/ledger/?year=2026").content.decode()
    return figures(page[: page.index('<figure class="chart">')])


@books(held_and_ended)
def test_a_narrowed_list_says_what_is_left_of_the_figure(town: Town, auditor: Person) -> None:
    asked = "/ledger/vouchers/?figure=obligated&budget_year=2026"

    assert head_of(auditor.client, asked) == (2, 5 * WAN + WAN // 2)
    assert head_of(auditor.client, f"{asked}&command=agree_grant") == (1, 5 * WAN)


@books(two_years)
def test_a_month_leads_to_what_was_posted_in_it_and_until_its_end(
    town: Town, auditor: Person
) -> None:
    page = auditor.client.get(f"/ledger/?year=2027&on={NEXT}").content.decode()
    months = figures(page[page.index('id="month"') :])

    assert {f.fen for f in months if "month=2027-02" in f.url} >= {3 * WAN}
    assert {f.fen for f in months if "on=2027-02-01" in f.url and "month" not in f.url} == {
        3 * WAN,
        0,
    }


@books(every_kind_of_posting)
def test_the_desk_leads_to_as_many_vouchers_as_it_says(town: Town, auditor: Person) -> None:
    for year in auditor.client.get("/ledger/desk/").context["years"]:
        url = f"/ledger/vouchers/?book={year.book.code}&year={year.year}"
        assert url.replace("&", "&amp;") in auditor.client.get("/ledger/desk/").content.decode()
        assert len(auditor.client.get(url).context["filter"].qs) == year.last_number
