"""The chain as auditors take it along, and as rooms compare their own records with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kechuang.audit.models import Event, Payload

CHUNK = 2_000


def sealed_payloads(target_kind: str) -> Iterator[dict[str, Any]]:
    """The payloads of every event about records of a kind, for rooms that recompute their own."""
    payloads = Payload.objects.filter(event__target_kind=target_kind).order_by("event")
    yield from payloads.values_list("payload", flat=True).iterator(CHUNK)


def chain_rows(*, disclosed_room: str) -> Iterator[dict[str, Any]]:
    """Every event as its link in the chain; payload and salt only of records of one room.

    Whoever holds these rows can recompute every hash without this platform.
    """
    for event in Event.objects.order_by("sequence").iterator(CHUNK):
        is_of_room = event.target_kind.startswith(f"{disclosed_room}.")
        is_disclosed = is_of_room and hasattr(event, "kept")
        yield {
            "sequence": event.sequence,
            "previous": event.previous,
            "head": event.head(),
            "leaf": event.leaf,
            "own_hash": event.own_hash,
            "salt": event.salt if is_disclosed else "",
            "payload": event.payload if is_disclosed else None,
        }
