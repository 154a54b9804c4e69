"""From an empty place to the first voucher, by pages alone: book, year, scheme."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kechuang.audit.models import Event
from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Book, BookYear, Scheme
from kechuang.ledger.refusals import UnknownYear
from kechuang.ledger.states import FundSource
from tests.base.registry.cast import clerk, person
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import AT, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
BOOKS = "/ledger/books/"
BOOK = {"code": "new-town", "name": "新城专项资金", "name_en": "New Town Funds", "department": ""}
SCHEME = {"code": "rd", "name": "研发补助", "name_en": "R&D support"}
NEW_YEAR = datetime(2027, 1, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def test_an_empty_place_is_opened_by_pages_alone() -> None:
    page = treasurer("财务一").client
    assert "还没有账套" in page.get(BOOKS).content.decode()
    for address, content in (
        ("new/", BOOK),
        ("new-town/years/new/", {"year": AT.year}),
        ("new-town/schemes/new/", SCHEME),
    ):
        assert page.post(f"{BOOKS}{address}", content).status_code == 302
    shown = page.get(BOOKS).content.decode()
    assert "新城专项资金" in shown
    assert "研发补助" in shown
    assert "今天不能在本账套记账" not in shown
    ledger.appropriate(
        warrant=warrant(), book=Book.objects.get(), year=AT.year, source=FundSource.CITY,
        doc_no="示例〔2026〕1号", amount_fen=WAN,
    )  # fmt: skip
    commands = ("open_book", "open_year", "register_scheme")
    assert Event.objects.filter(command__in=commands).count() == len(commands)


def test_on_new_year_the_page_says_what_is_missing_and_opens_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = small_treasury()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NEW_YEAR)
    on = warrant(on=NEW_YEAR.date(), at=NEW_YEAR)
    values = {"year": 2027, "source": FundSource.CITY, "doc_no": "示例〔2027〕1号"}
    with pytest.raises(UnknownYear, match="账套与年度"):
        ledger.appropriate(warrant=on, book=town.book, amount_fen=WAN, **values)
    page = treasurer("财务一").client
    assert town.book.name in page.get("/ledger/budget/").content.decode()
    assert "2027 年未开立" in page.get(BOOKS).content.decode()
    page.post(f"{BOOKS}{town.book.code}/years/new/", {"year": 2027})
    assert "2027 年未开立" not in page.get(BOOKS).content.decode()
    ledger.appropriate(warrant=on, book=town.book, amount_fen=WAN, **values)


@pytest.mark.parametrize("year", [2025 - 1, AT.year, AT.year + 2])
def test_only_a_year_near_today_that_is_not_open_can_be_opened(year: int) -> None:
    town = small_treasury()
    answer = treasurer("财务一").client.post(f"{BOOKS}{town.book.code}/years/new/", {"year": year})
    assert answer.status_code == 422
    assert BookYear.objects.get().year == AT.year


def test_a_code_that_is_taken_is_refused_with_its_name() -> None:
    town: Town = small_treasury()
    page = treasurer("财务一").client
    for address, content, name in (
        ("new/", {**BOOK, "code": town.book.code}, town.book.name),
        (f"{town.book.code}/schemes/new/", {**SCHEME, "code": town.scheme.code}, town.scheme.name),
    ):
        answer = page.post(f"{BOOKS}{address}", content)
        assert answer.status_code == 422
        assert f"“{name}”" in answer.content.decode()
    assert (Book.objects.count(), Scheme.objects.count()) == (1, 1)


def test_others_read_and_do_not_open() -> None:
    small_treasury()
    for reader in (clerk("制单员"), person("审计员", Role.AUDITOR)):
        assert "/books/new/" not in reader.client.get(BOOKS).content.decode()
        assert reader.client.post(f"{BOOKS}new/", BOOK).status_code == 403
    assert Book.objects.count() == 1
