"""Everything that is true of one firm, before any source reports, omits or disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import NamedTuple

from kechuang.demo.city.dealings import DEALING_YEAR, deal
from kechuang.demo.city.enterprises import Firm
from kechuang.demo.city.finance import YEARS, Book, keep_books
from kechuang.demo.city.indicators import lasting_indicators, yearly_indicators
from kechuang.demo.city.reviews import review
from kechuang.demo.city.shapes import Enterprise, FactValue
from kechuang.demo.city.statuses import INCIDENT_YEARS, incidents, registration, standing

# Rules ask these for three years; the rest is asked for the latest year only.
FOLLOWED_FOR_YEARS = (
    "revenue",
    "sales_revenue",
    "total_assets",
    "net_assets",
    "employees",
    "st_staff",
    "rd_expense",
    "rd_expense_domestic",
    "conversions",
)


class Figure(NamedTuple):
    """One true value; ``period`` is a fiscal year, or "" for what holds as of a day."""

    name: str
    period: str
    value: FactValue


def figures_of(rng: Random, firm: Firm) -> Iterator[Figure]:
    books = keep_books(rng, firm.profile)
    latest = books.get(YEARS[-1])
    yield from _as_figures(registration(firm.enterprise, is_branch=False))
    status = standing(rng, firm, latest)
    yield from _as_figures(status)
    yield from _as_figures(review(rng, firm.profile, books, status))
    yield from _incident_figures(rng, firm.enterprise)
    for year, book in books.items():
        yield from _as_figures(_reported(book, is_latest=year == YEARS[-1]), str(year))
    if latest:
        dealing = deal(rng, latest)
        yield from _as_figures(dealing, str(DEALING_YEAR))
        told = yearly_indicators(rng, firm.profile, latest, dealing, status)
        yield from _as_figures(told, str(DEALING_YEAR))
    yield from _as_figures(lasting_indicators(rng, firm.profile, status))


def branch_figures(branch: Enterprise) -> Iterator[Figure]:
    return _as_figures(registration(branch, is_branch=True))


def _incident_figures(rng: Random, enterprise: Enterprise) -> Iterator[Figure]:
    for year in INCIDENT_YEARS:
        if year >= enterprise.established_on.year:
            yield from _as_figures(incidents(rng), str(year))


def _reported(book: Book, *, is_latest: bool) -> Book:
    return book if is_latest else {name: book[name] for name in FOLLOWED_FOR_YEARS}


def _as_figures(values: Mapping[str, FactValue], period: str = "") -> Iterator[Figure]:
    return (Figure(name, period, value) for name, value in values.items())
