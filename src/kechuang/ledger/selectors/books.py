"""Books as they stand open."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from kechuang.base.clock import today
from kechuang.ledger.models import Book, BookYear


def opened_books() -> QuerySet[Book]:
    """All books with years and schemes; ``takes_vouchers`` says whether today's year is open."""
    current = BookYear.objects.filter(
        book=OuterRef("pk"), year=today().year, closed_at__isnull=True
    )
    return (
        Book.objects.annotate(takes_vouchers=Exists(current))
        .select_related("department")
        .prefetch_related("years", "schemes")
    )


def books_without_a_year() -> QuerySet[Book]:
    """Books in which nothing can be posted today."""
    return opened_books().filter(takes_vouchers=False)
