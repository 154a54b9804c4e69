"""Published heads of the chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from kechuang.audit.models import Anchor, Event
from kechuang.audit.selectors.findings import Break, Place
from kechuang.audit.states import PUBLISH

TOLD = ("on", "sequence", "own_hash", "root", "channel")


def anchors() -> QuerySet[Anchor]:
    """Every published head, the newest first."""
    return Anchor.objects.all()


def newest_anchor() -> Anchor | None:
    return anchors().first()


def covering_anchor(event: Event) -> Anchor | None:
    """The first published head that stands on ``event``; none until the next publication."""
    return Anchor.objects.filter(sequence__gte=event.sequence).order_by("sequence").first()


def hashes_under(anchor: Anchor) -> list[str]:
    """The hashes after the anchor before, up to this one, that the anchor's root is made of."""
    earlier = Anchor.objects.filter(sequence__lt=anchor.sequence).first()
    return hashes_between(earlier, anchor.sequence)


def hashes_between(earlier: Anchor | None, last: int) -> list[str]:
    since = earlier.sequence if earlier else 0
    rows = Event.objects.filter(sequence__gt=since, sequence__lte=last).order_by("sequence")
    return list(rows.values_list("own_hash", flat=True))


def anchor_breaks() -> Iterator[Break]:
    """Rows of published heads that differ from the events that published them, or from the chain.

    Rows and events are matched both ways, so that neither a row nor an event can be left out.
    """
    rows = {row.pk: row for row in Anchor.objects.all()}
    for event in Event.objects.filter(command=PUBLISH).order_by("sequence"):
        row = rows.pop(event.sequence, None)
        if row is None or _told(row) != {**event.payload, "at": event.at}:
            yield event.sequence, "the published head is not what was recorded"
        elif not holds((row.sequence, row.own_hash)):
            yield row.sequence, "differs from the published head"
    for sequence in rows:
        yield sequence, "a published head without its event"


def holds(place: Place) -> bool:
    """Whether the chain has this hash at this number; zero stands before the first event."""
    sequence, own_hash = place
    return Event.objects.filter(sequence=sequence, own_hash=own_hash).exists()


def _told(row: Anchor) -> dict[str, object]:
    return {name: getattr(row, name) for name in TOLD} | {
        "on": row.on.isoformat(),
        "at": row.published_at,
    }
