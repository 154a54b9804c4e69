"""A snapshot of innovation points for the fictional city."""

from __future__ import annotations

from datetime import date, datetime

from kechuang.base.actors import system_actor
from kechuang.points.models import Snapshot
from kechuang.points.services import take_snapshot

SCHEME = "enterprise-points"


def load_points(*, at: datetime, on: date) -> None:
    """Freeze one snapshot; a second start finds it in place."""
    if not Snapshot.objects.exists():
        take_snapshot(by=system_actor("demo points"), at=at, scheme_id=SCHEME, on=on)
