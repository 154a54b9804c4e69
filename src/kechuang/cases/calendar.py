"""The working days of the State Council's notices, loaded once."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kechuang.engines.flow import WorkCalendar, load_calendars


@cache
def work_calendar() -> WorkCalendar:
    """Every year whose notice lies in the packs."""
    return load_calendars(settings.PACKS_FOLDER)
