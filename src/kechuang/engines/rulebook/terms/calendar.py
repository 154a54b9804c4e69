"""Calendar arithmetic: months that keep to the month's end, and full years.

民法典 art. 202: a period ends on the day of the same number; where the month has none, on its last.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS_PER_YEAR = 12


def shift_months(day: date, months: int) -> date:
    """``day`` moved by so many months: 2024-02-29 and twelve months is 2025-02-28."""
    years, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    years = min(max(years, date.min.year), date.max.year)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def full_years(since: date, until: date) -> int:
    """Years completed on ``until``; none before ``since``."""
    years = max(until.year - since.year, 0)
    return years - (years > 0 and shift_months(since, years * MONTHS_PER_YEAR) > until)
