"""The clock: read only at the edge (views, commands); rules receive ``at`` or ``on``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

RECEIVED_AT = "kechuang.received_at"


def now() -> datetime:
    """This instant, timezone-aware."""
    return timezone.now()


def received_at(meta: Mapping[str, Any]) -> datetime:
    """When a request (its ``META``) had arrived whole, as our web server noted it; else now.

    No client can set it: what a header says has a name that begins with ``HTTP_``.
    """
    noted = meta.get(RECEIVED_AT)
    return datetime.fromtimestamp(noted, UTC) if noted else now()


def today() -> date:
    """Today's date in the platform's time zone (Asia/Shanghai)."""
    return timezone.localdate()
