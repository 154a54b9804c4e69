"""Open cases whose clock has run out, or runs out within the next working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case, ClockRun
from kechuang.cases.selectors.queries import cases_seen_by
from kechuang.engines.flow import UnknownYearError, end_of, local_day
from kechuang.engines.wording import Text

AHEAD = 5
LONGEST_AHEAD = 2 * AHEAD + 7


def late_cases(actor: Actor, at: datetime) -> QuerySet[Case]:
    """Those overdue at ``at`` and those that end by the last of the coming days, by their end."""
    seen = cases_seen_by(actor).filter(is_closed=False, ends_at__lte=end_of(coming_days(at)[-1]))
    return seen.order_by("ends_at", "pk")


def coming_days(at: datetime) -> list[date]:
    """Today and every day up to the fifth working day after it; where next year's notice is not
    out yet, as many days as they could be."""
    today = local_day(at)
    try:
        last = work_calendar().add(today, AHEAD)
    except UnknownYearError:
        last = today + timedelta(days=LONGEST_AHEAD)
    return [today + timedelta(days=count) for count in range((last - today).days + 1)]


def uncounted_ahead(at: datetime) -> Text | None:
    """Why the coming days could not be counted; None where they were."""
    try:
        work_calendar().add(local_day(at), AHEAD)
    except UnknownYearError as error:
        return error.told
    return None


def day_of(ends_at: datetime) -> date:
    """The day at whose end, or on which, a clock runs out."""
    return local_day(ends_at - timedelta(microseconds=1))


def last_run() -> ClockRun | None:
    """When the clocks were last run; None before they ever were."""
    return ClockRun.objects.first()
