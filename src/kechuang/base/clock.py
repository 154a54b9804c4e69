"""The clock: read only at the edge (views, commands); rules receive ``at`` or ``on``."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, timezone-aware."""
    return timezone.now()


def today() -> date:
    """Today's date in the platform's time zone (Asia/Shanghai)."""
    return timezone.localdate()
