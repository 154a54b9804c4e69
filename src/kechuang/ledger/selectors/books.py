"""Books as they stand open."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from kechuang.base.clock import today
from kechuang.ledger.models import Book, BookYear


def opened_books() -> QuerySet[Book]:
    """All books with years and schemes; ``takes_vouchers`` says whether today's year is open."""
    listed = Book.objects.annotate(takes_vouchers=_year_is_open())
    return listed.select_related("department").prefetch_related("years", "schemes")


def books_without_a_year() -> QuerySet[Book]:
    """Books in which nothing can be posted today."""
    return Book.objects.filter(~_year_is_open())


def _year_is_open() -> Exists:
    open_years = BookYear.objects.filter(closed_at__isnull=True, year=today().year)
    return Exists(open_years.filter(book=OuterRef("pk")))
