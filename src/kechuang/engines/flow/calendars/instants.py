"""Instants of Asia/Shanghai: the day they fall on, and the instant at which a day ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kechuang.engines.flow.refusals import CalendarError
from kechuang.engines.wording import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local_day(at: datetime) -> date:
    """The day of ``at`` in Asia/Shanghai; CalendarError for an instant without its zone."""
    return aware(at).astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def end_of(day: date, closes: time | None = None) -> datetime:
    """When ``day`` ends: at 24:00, or when business closes (民法典第203条第二款)."""
    if closes is None:
        return start_of(day + timedelta(days=1))
    return datetime.combine(day, closes, SHANGHAI)


def aware(at: datetime) -> datetime:
    if at.tzinfo is None or at.utcoffset() is None:
        raise CalendarError(
            Text(f"时刻 {at}", f"instant {at}"),
            Text("没有写明时区", "has no time zone"),
            Text("请给出带时区的时刻", "give an instant with its zone"),
        )
    return at
