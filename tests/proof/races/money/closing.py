"""The end of a year."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.ledger.models import Book, BookYear, Voucher
from kechuang.ledger.services import close_year
from tests.proof.races.limited import FEWER, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import TODAY


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
        close_year(warrant=setting.warrant(), book=book, carry_over=bool(client % 2))

    def harm(self, thing: OpenYear) -> int:
        lapsed = Voucher.objects.filter(book=thing.book, command="close_year").count()
        return too_many(max(lapsed, events("close_year", thing.year)))
