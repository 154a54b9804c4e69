"""Reading and verifying the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction

from kechuang.audit.models import ChainHead, Event
from kechuang.engines.seal import GENESIS, Link, broken_links, payload_leaf

CHUNK = 2_000
EMPTY = (0, GENESIS)


@dataclass(frozen=True)
class ChainReport:
    """The answer of ``kechuang audit verify``: number of events, head, and every break found."""

    events: int
    head: str
    breaks: tuple[tuple[int, str], ...]

    @property
    def is_whole(self) -> bool:
        return not self.breaks


def history_of(target: models.Model) -> models.QuerySet[Event]:
    """All events about one record, newest first."""
    return Event.objects.filter(
        target_kind=target._meta.label_lower, target_id=str(target.pk)
    ).order_by("-sequence")


def chain_head() -> ChainHead:
    """The last sequence and hash; zero and the genesis value before the first event."""
    return ChainHead.objects.filter(id=1).first() or ChainHead(sequence=0, own_hash=GENESIS)


def verify_chain(*, anchor: tuple[int, str] | None = None) -> ChainReport:
    """Recompute every hash; compare with the stored head and, if given, an outside ``anchor``."""
    events = Event.objects.order_by("sequence")
    breaks = [*_payload_breaks(events), *broken_links(map(_link, events.iterator(CHUNK)))]
    head, last = _head_and_last_event()
    if head != last:
        breaks.append((head[0], "the last event is not the recorded head"))
    if anchor and not _holds(anchor):
        breaks.append((anchor[0], "differs from the outside anchor"))
    return ChainReport(*head, tuple(breaks))


def _link(event: Event) -> Link:
    return Link(event.sequence, event.previous, event.head(), event.leaf, event.own_hash)


def _payload_breaks(events: models.QuerySet[Event]) -> Iterator[tuple[int, str]]:
    for event in events.iterator(CHUNK):
        if not _fits_leaf(event):
            yield event.sequence, "payload differs from its leaf"


def _fits_leaf(event: Event) -> bool:
    try:
        return payload_leaf(event.salt, event.payload) == event.leaf
    except (TypeError, ValueError):
        return False


def _head_and_last_event() -> tuple[tuple[int, str], tuple[int, str]]:
    """Both as they stand while nobody appends; otherwise a new event would look like a break."""
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().filter(id=1).first()
        last = Event.objects.order_by("sequence").last()
    return _place(head), _place(last)


def _place(row: ChainHead | Event | None) -> tuple[int, str]:
    return (row.sequence, row.own_hash) if row else EMPTY


def _holds(anchor: tuple[int, str]) -> bool:
    sequence, own_hash = anchor
    return anchor == EMPTY or Event.objects.filter(sequence=sequence, own_hash=own_hash).exists()
