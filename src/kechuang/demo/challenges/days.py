"""The instants of the story: days of 2026 in Shanghai, none after today."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

TODAY = date(2026, 11, 21)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(instant: str) -> datetime:
    """``03-02T09:00`` of this year."""
    return datetime.fromisoformat(f"{TODAY.year}-{instant}").replace(tzinfo=SHANGHAI)


def on(day: str) -> date:
    """``03-02`` of this year."""
    return date.fromisoformat(f"{TODAY.year}-{day}")
