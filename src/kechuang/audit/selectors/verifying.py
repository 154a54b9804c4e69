"""Verifying the chain: every hash, every payload and name, every erasure and published head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from kechuang.audit.models import ChainHead, Event
from kechuang.audit.selectors.anchors import anchor_breaks, holds
from kechuang.audit.selectors.erasures import ErasedByLaw, erased_by_law, erasure_breaks
from kechuang.audit.selectors.findings import Break, Place
from kechuang.audit.selectors.proving import content_breaks, link_of
from kechuang.engines.seal import GENESIS, Link, broken_links

CHUNK = 2_000
EMPTY = (0, GENESIS)
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True)
class ChainReport:
    """What ``kechuang audit verify`` answers: events, head, breaks, payloads erased by law."""

    events: int
    head: str
    breaks: tuple[Break, ...]
    erased: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.breaks


def verify_chain(*, anchor: Place | None = None, anchors: Iterable[Place] = ()) -> ChainReport:
    """Recompute every hash; compare with the recorded head and the heads kept outside.

    ``anchor`` and ``anchors`` are numbers with their hashes, as they were published. Without
    them, whoever owns the database can rewrite the chain to its end unnoticed.
    """
    head, last = _head_and_last_event()
    outside = [*anchors, *([anchor] if anchor else [])]
    try:
        erased = erased_by_law()
        breaks = [*_inside(erased), *_at_the_end(head, last), *_against(outside)]
    except UNREADABLE as failure:
        return ChainReport(*head, ((0, f"a row cannot even be read: {failure}"),))
    return ChainReport(*head, tuple(breaks), len(erased.payloads))


def _inside(erased: ErasedByLaw) -> Iterator[Break]:
    found: list[Break] = []
    links = list(broken_links(_links(erased, found)))
    yield from found
    yield from links
    yield from erasure_breaks(erased)
    yield from anchor_breaks()


def _links(erased: ErasedByLaw, found: list[Break]) -> Iterator[Link]:
    """One reading of all events: their links, and on the way what else is wrong with them."""
    for event in Event.objects.order_by("sequence").iterator(CHUNK):
        found += content_breaks(event, erased)
        yield link_of(event, erased)


def _at_the_end(head: Place, last: Place) -> Iterator[Break]:
    if head != last:
        yield head[0], "the last event is not the recorded head"


def _against(outside: Iterable[Place]) -> Iterator[Break]:
    for place in outside:
        if place != EMPTY and not holds(place):
            yield place[0], "differs from the outside anchor"


def _head_and_last_event() -> tuple[Place, Place]:
    """Both as they stand while nobody appends; otherwise a new event would look like a break."""
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().filter(id=1).first()
        last = Event.objects.order_by("sequence").last()
    return _place(head), _place(last)


def _place(row: ChainHead | Event | None) -> Place:
    return (row.sequence, row.own_hash) if row else EMPTY
