"""The budget in the browser: appropriations and lines, reservations, rations, the end of a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kechuang.accounts.models import User
from kechuang.base.clock import now
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BookYear, BudgetLine, Instruction, Transfer
from kechuang.ledger.services.instructions import approve_instruction
from tests.base.registry.cast import Person, clerk
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.shared_line import pro_rata_line
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
BUDGET = "/ledger/budget/"
UNTIL = datetime(2026, 11, 30, 16, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def preparer(db: None) -> Person:
    return clerk("制单员")


def line_page(town: Town) -> str:
    return f"{BUDGET}lines/{town.line.pk}/"


def page(who: Person, url: str) -> str:
    answer = who.client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def ask_and_approve(who: Person, url: str, **typed: str) -> Instruction:
    filled = {"request_id": str(uuid4()), "on": ON.isoformat(), **typed}
    answer = who.client.post(url, filled)
    assert answer.status_code == 302, answer.content.decode()
    asked = Instruction.objects.get(pk=filled["request_id"])
    return approve_instruction(by=treasurer(f"复核{asked.pk}").actor, at=now(), instruction=asked)


def test_appropriations_are_shown_with_their_lines(town: Town, preparer: Person) -> None:
    town.grant(30 * WAN)

    shown = page(preparer, BUDGET)

    for amount in ("¥1,000,000.00", "¥300,000.00", "¥700,000.00"):
        assert amount in shown
    assert town.scheme.name in shown


def test_a_year_without_budget_says_so(preparer: Person) -> None:
    assert "这一年度还没有指标" in page(preparer, BUDGET)


def test_money_is_appropriated_and_allotted_by_two_people(town: Town, preparer: Person) -> None:
    document = {"year": "2026", "source": "central", "doc_no": "示例财教〔2026〕1号"}
    ask_and_approve(
        preparer, f"{BUDGET}appropriate/", book=town.book.code, amount_fen="500", **document
    )
    appropriation = town.book.appropriations.get(source="central")

    ask_and_approve(
        preparer,
        f"{BUDGET}allot/",
        appropriation=str(appropriation.pk),
        scheme=town.scheme.code,
        amount_fen="300",
        distribution="pro_rata",
    )

    line = BudgetLine.objects.get(appropriation=appropriation)
    appropriation.account.refresh_from_db()
    assert (line.account.free_fen, line.distribution) == (300 * WAN, "pro_rata")
    assert appropriation.account.free_fen == 200 * WAN


def test_an_enterprise_s_own_match_is_no_appropriation(town: Town, preparer: Person) -> None:
    assert 'value="enterprise"' not in page(preparer, f"{BUDGET}appropriate/")


def test_budget_is_reserved_until_a_day_and_freed(town: Town, preparer: Person) -> None:
    reserve = f"{line_page(town)}reserve/"
    typed = {"amount_fen": "40", "purpose": "公示", "expires_on": "2026-11-30"}
    ask_and_approve(preparer, reserve, **typed)
    held = Transfer.objects.get(kind="reserve")
    shown = page(preparer, line_page(town))

    freed = ask_and_approve(preparer, f"{BUDGET}reservations/{held.pk}/free/")

    assert "公示" in shown
    assert "¥400,000.00" in shown
    assert held.expires_at.isoformat() == "2026-11-30T16:00:00+00:00"
    assert freed.content["phase"] == "void"
    town.line.account.refresh_from_db()
    assert town.line.account.free_fen == 100 * WAN
    assert preparer.client.get(f"{BUDGET}reservations/{held.pk}/free/").status_code == 404


def test_a_reservation_is_posted_in_part_by_two_people_and_taken_back(
    town: Town, preparer: Person
) -> None:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=40 * WAN, purpose="公示", expires_at=UNTIL
    )
    held = Transfer.objects.get(kind="reserve")
    url = f"{BUDGET}reservations/{held.pk}/"
    before = page(preparer, url)

    ask_and_approve(preparer, f"{url}post/", amount_fen="15")

    after = page(preparer, url)
    end = Transfer.objects.get(pending=held)
    assert all(words in before for words in ("最后一天", "2026-11-30", "仍在预留", f"{url}post/"))
    assert (end.phase, end.amount_fen) == ("post", 15 * WAN)
    assert f"{url}post/" not in after
    assert all(words in after for words in ("¥150,000.00", "¥400,000.00"))
    assert preparer.client.get(f"{url}post/").status_code == 404
    ask_and_approve(preparer, f"/ledger/vouchers/{end.voucher_id}/reverse/", reason="误入账")
    town.line.account.refresh_from_db()
    assert town.line.account.free_fen == 100 * WAN
    assert "红字" in page(preparer, url)


def test_more_than_was_reserved_is_not_posted(town: Town, preparer: Person) -> None:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=40 * WAN, purpose="公示", expires_at=UNTIL
    )
    held = Transfer.objects.get(kind="reserve")
    typed = {"request_id": str(uuid4()), "on": ON.isoformat(), "amount_fen": "41"}

    answer = preparer.client.post(f"{BUDGET}reservations/{held.pk}/post/", typed)

    assert answer.status_code == 422
    assert "不在预留之内" in answer.content.decode()


def test_reservations_stand_on_line_and_budget_with_their_last_day(
    town: Town, preparer: Person
) -> None:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=40 * WAN, purpose="公示", expires_at=UNTIL
    )
    held = Transfer.objects.get(kind="reserve")

    for address in (line_page(town), f"{BUDGET}?year={ON.year}"):
        shown = page(preparer, address)
        assert all(w in shown for w in ("2026-11-30", "¥400,000.00", f"reservations/{held.pk}/"))


def test_a_reservation_past_its_day_expires(
    town: Town, preparer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.reserve_budget(
        warrant=warrant(), line=town.line, amount_fen=WAN, purpose="公示", expires_at=AT
    )
    held = Transfer.objects.get(kind="reserve")
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(minutes=1))
    typed = {"request_id": str(uuid4()), "on": ON.isoformat()}

    preparer.client.post(f"{BUDGET}reservations/{held.pk}/free/", typed)

    assert Instruction.objects.get().content["phase"] == "expire"


def test_a_reservation_does_not_end_before_today(town: Town, preparer: Person) -> None:
    typed = {"amount_fen": "1", "purpose": "公示", "expires_on": "2026-11-20"}
    filled = {"request_id": str(uuid4()), "on": ON.isoformat(), **typed}

    answer = preparer.client.post(f"{line_page(town)}reserve/", filled)

    assert answer.status_code == 422
    assert not Instruction.objects.exists()


def test_a_year_is_closed_by_two_people(
    town: Town, preparer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = BookYear.objects.get()
    url = f"{BUDGET}close-year/"
    warned = page(preparer, url)
    typed = {"year": str(year.pk), "carry_over": "carry", "carry_released": "lapse"}
    early = preparer.client.post(url, {"request_id": str(uuid4()), **typed})
    assert early.status_code == 409
    assert "2026 年 12 月 31 日或以后结账" in early.content.decode()

    monkeypatch.setattr("django.utils.timezone.now", lambda: LAST_DAY)
    preparer.client.force_login(User.objects.get(pk=preparer.actor.account_id))
    ask_and_approve(preparer, url, **typed)

    year.refresh_from_db()
    assert "不能重新打开" in warned
    assert year.closed_at == LAST_DAY
    following = BudgetLine.objects.get(appropriation__year=2027)
    assert following.account.free_fen == 100 * WAN


def ration(who: Person, town: Town, requests: str, **typed: str) -> str:
    answer = who.client.post(f"{line_page(town)}ration/", {"requests": requests, **typed})
    assert answer.status_code == 200
    return answer.content.decode()


ASKED = "甲公司 | 60\n乙公司 | 60\n丙公司 | 30"


def test_the_first_to_come_is_the_first_served(town: Town, preparer: Person) -> None:
    shown = ration(preparer, town, ASKED)

    assert "¥600,000.00" in shown
    assert "¥400,000.00" in shown  # what nobody gets
    assert "<svg" in shown
    assert not Instruction.objects.exists()


def test_the_last_that_does_not_fit_may_get_the_rest(town: Town, preparer: Person) -> None:
    shown = ration(preparer, town, ASKED, is_last_in_part="on")

    assert "¥400,000.00" in shown
    assert f"party=%E4%B9%99%E5%85%AC%E5%8F%B8&amp;scheme={town.scheme.code}" in shown


def test_a_line_may_be_given_out_in_proportion(town: Town, preparer: Person) -> None:
    line = pro_rata_line(town, 100 * WAN)
    answer = preparer.client.post(
        f"{BUDGET}lines/{line.pk}/ration/", {"requests": "甲公司 | 100\n乙公司 | 200"}
    )
    shown = answer.content.decode()

    assert "¥333,333.33" in shown
    assert "¥666,666.67" in shown
    assert "/ledger/grants/new/" not in shown


@pytest.mark.parametrize(
    "requests", ["", "甲公司", "甲公司 | 三万", "甲公司 | 1\n甲公司 | 2", "甲 | -1"]
)
def test_requests_that_cannot_be_read_are_refused(
    town: Town, preparer: Person, requests: str
) -> None:
    answer = preparer.client.post(f"{line_page(town)}ration/", {"requests": requests})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
