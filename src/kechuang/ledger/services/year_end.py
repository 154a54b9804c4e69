"""Year end: what is left lapses or is carried over, then the year is closed for good.

Closing ends the year of the vouchers and the budget year together: from then on the budget of the
year only takes back what is released (``closed_budgets``). Nothing reopens it.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kechuang.base.errors import Text
from kechuang.ledger.models import (
    Appropriation,
    Book,
    BookYear,
    BudgetLine,
    ClaimRound,
    PaymentRun,
)
from kechuang.ledger.refusals import no_open_year
from kechuang.ledger.refusals_of_year_end import (
    earlier_year_open,
    round_still_open,
    runs_still_open,
    still_reserved,
    year_not_over,
)
from kechuang.ledger.selectors.budget import open_reservations
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.lapsing import lapsed_of, left_over
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import Kind, RoundState, RunState

OPEN_RUNS = (RunState.DRAFTED, RunState.CHECKED, RunState.SENT)


@transaction.atomic
def close_year(
    *, warrant: Warrant, book: Book, carry_over: bool, carry_released: bool = False
) -> BookYear:
    """Close ``warrant.on.year``: free budget lapses (收回) or goes to next year's line (结转).

    Obligations stay and are paid from the following year; ``carry_released`` says where budget
    goes that one of them gives back later. Refused before the last day of the year, while an
    earlier year or a payment run is open, or a reservation or a round of claims on the year's
    budget pends.
    """
    year = warrant.on.year
    content = {"year": year, "carry_over": carry_over, "carry_released": carry_released}
    order = Order(warrant, book, "close_year", content, f"{year} 年末")
    if posted_before(order):
        return BookYear.objects.get(book=book, year=year)
    _require_over(warrant)
    _require_open(book, year)
    entries = [*_from_lines(book, year, carry_over=carry_over), *_from_appropriations(book, year)]
    if entries:
        post(order, entries, _said(book, year, carry_over=carry_over))
    return _closed(warrant, book, year, carry_released=carry_released)


def _said(book: Book, year: int, *, carry_over: bool) -> Text:
    zh, en = ("结转下年", "carried over") if carry_over else ("收回", "lapsed")
    return Text(f"{book.name} {year} 年末{zh}", f"Year end {year}: free budget {en}")


def _require_over(warrant: Warrant) -> None:
    """A year ends on its last day, and so do its books.

    Source: 会计法 (2024) art. 11, the accounting year is the calendar year.
    """
    if warrant.on < date(warrant.on.year, 12, 31):
        raise year_not_over(warrant.on)


def _require_open(book: Book, year: int) -> None:
    """The year is open, those before it are closed, and nothing in it waits for an end."""
    if BookYear.objects.filter(book=book, year=year, closed_at__isnull=False).exists():
        raise no_open_year(book.name, year, is_closed=True)
    earlier = BookYear.objects.filter(book=book, year__lt=year, closed_at__isnull=True)
    if before := earlier.order_by("year").first():
        raise earlier_year_open(book.name, before.year)
    if PaymentRun.objects.filter(book=book, state__in=OPEN_RUNS).exists():
        raise runs_still_open(year)
    lines = open_reservations().filter(debit__book=book, debit__line__appropriation__year__lte=year)
    if lines.exists():
        raise still_reserved(year, [str(each.voucher) for each in lines])
    shared = BudgetLine.objects.filter(appropriation__book=book, appropriation__year__lte=year)
    gathering = ClaimRound.objects.filter(line__in=shared, state=RoundState.OPEN).order_by("pk")
    if waiting := gathering.first():
        raise round_still_open(year, waiting.title)


def _from_lines(book: Book, year: int, *, carry_over: bool) -> list[Entry]:
    lines = BudgetLine.objects.filter(appropriation__book=book, appropriation__year=year)
    left = lines.select_related("account", "scheme", "appropriation__book")
    return [
        left_over(line, line.account.free_fen, f"line:{line.pk}/year_end", carries=carry_over)
        for line in left
        if line.account.free_fen > 0
    ]


def _from_appropriations(book: Book, year: int) -> list[Entry]:
    left = Appropriation.objects.filter(book=book, year=year).select_related("account", "book")
    return [
        Entry(
            Kind.LAPSE,
            each.account,
            lapsed_of(each),
            each.account.free_fen,
            f"appropriation:{each.pk}/year_end",
        )
        for each in left
        if each.account.free_fen > 0
    ]


def _closed(warrant: Warrant, book: Book, year: int, *, carry_released: bool) -> BookYear:
    closing = BookYear.objects.select_for_update().get(book=book, year=year)
    closing.closed_at, closing.carries_released = warrant.at, carry_released
    closing.save(update_fields=["closed_at", "carries_released"])
    payload = {"book": book.code, "year": year, "last_number": closing.last_number}
    record_sealed(
        by=warrant.by,
        at=warrant.at,
        command="close_year",
        target=closing,
        payload=payload,
        sealed=[closing],
    )
    return closing
