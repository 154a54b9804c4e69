"""The end of a year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kechuang.ledger.models import Appropriation, Book, BookYear, Voucher
from kechuang.ledger.services import appropriate, close_year, open_year
from kechuang.ledger.states import FundSource
from tests.proof.races.limited import FEWER, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT, TODAY

LAST_DAY = date(TODAY.year, 12, 31)


class OpenYear(NamedTuple):
    book: int
    year: int


class YearClosed(Posted):
    """The year of a book is closed once, and what is left lapses once."""

    name = "年末结账 / closing of a year"
    attempts = FEWER

    def prepare(self, turn: int) -> OpenYear:
        book = setting.opened_scheme(f"year-{turn}", book=f"year-{turn}").book
        setting.plenty_in(book)
        return OpenYear(book.pk, BookYear.objects.get(book=book, year=TODAY.year).pk)

    def attempt(self, thing: OpenYear, client: int) -> None:
        book = Book.objects.get(pk=thing.book)
        close_year(warrant=setting.warrant(on=LAST_DAY), book=book, carry_over=bool(client % 2))

    def harm(self, thing: OpenYear) -> int:
        lapsed = Voucher.objects.filter(book=thing.book, command="close_year").count()
        return too_many(max(lapsed, events("close_year", thing.year)))


class BudgetClosed(Posted):
    """Half the clients close a year while half, in the next one, appropriate into its budget:
    nothing is free in it once it is closed."""

    name = "已结账年度的预算 / budget of a closed year"
    attempts = FEWER

    def prepare(self, turn: int) -> OpenYear:
        book = setting.opened_scheme(f"budget-{turn}", book=f"budget-{turn}").book
        open_year(by=setting.APPROVER, at=AT, book=book, year=TODAY.year + 1)
        setting.plenty_in(book)
        return OpenYear(book.pk, BookYear.objects.get(book=book, year=TODAY.year).pk)

    def attempt(self, thing: OpenYear, client: int) -> None:
        book = Book.objects.get(pk=thing.book)
        if client % 2:
            close_year(warrant=setting.warrant(on=LAST_DAY), book=book, carry_over=False)
            return
        appropriate(
            warrant=setting.warrant(on=date(TODAY.year + 1, 1, 5)),
            book=book,
            year=TODAY.year,
            source=FundSource.CITY,
            doc_no="竞逐",
            amount_fen=setting.UNIT_FEN,
        )

    def harm(self, thing: OpenYear) -> int:
        if BookYear.objects.get(pk=thing.year).closed_at is None:
            return 0
        left = Appropriation.objects.filter(book=thing.book).select_related("account")
        return sum(each.account.free_fen for each in left) // setting.UNIT_FEN
