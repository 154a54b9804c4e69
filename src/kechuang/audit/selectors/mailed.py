"""Whether published heads go out: when the last one did, whether it is late, who was mailed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from kechuang.audit.models import Anchor, Event
from kechuang.audit.selectors.anchors import newest_anchor
from kechuang.audit.states import MAIL, MAILED

LATE_AFTER = timedelta(hours=26)


@dataclass(frozen=True)
class Publication:
    """``is_late``: a day and two hours passed without a head, though something had happened."""

    newest: Anchor | None
    is_late: bool
    is_addressed: bool
    is_mailed: bool


def publication(*, at: datetime) -> Publication:
    newest = newest_anchor()
    first = None if newest else Event.objects.order_by("sequence").first()
    since = newest.published_at if newest else first.at if first else at
    return Publication(
        newest=newest,
        is_late=at - since > LATE_AFTER,
        is_addressed=bool(settings.ANCHOR_MAIL),
        is_mailed=newest is not None and is_mailed(newest),
    )


def is_mailed(anchor: Anchor) -> bool:
    return _about(anchor, MAILED) is not None


def last_attempt(anchor: Anchor) -> Event | None:
    return _about(anchor, MAIL)


def _about(anchor: Anchor, command: str) -> Event | None:
    kind = Anchor._meta.label_lower
    told = Event.objects.filter(target_kind=kind, target_id=str(anchor.pk), command=command)
    return told.order_by("sequence").last()
