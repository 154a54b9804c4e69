"""The days of the round, whatever the day of the run: every page reads this clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from tests.rooms.cases.scene import at

ABOUT_A_YEAR = 400 * 24 * 60 * 60
"""Seconds that nobody is logged out while the clock goes on."""
BEFORE, BEGINS = at("2026-11-21T10:00"), at("2026-03-02T08:00")
"""The day on which the rest of the house was filled, and the first day of the round."""
FORM_SECRET = "k" * 32


@dataclass
class Clock:
    at: datetime


@contextmanager
def stopped() -> Iterator[Clock]:
    """Time stands still until ``at`` of the clock is set; so do the tokens of forms."""
    clock = Clock(BEFORE)
    with (
        patch("django.utils.timezone.now", lambda: clock.at),
        patch("django.middleware.csrf._get_new_csrf_string", lambda: FORM_SECRET),
    ):
        yield clock
