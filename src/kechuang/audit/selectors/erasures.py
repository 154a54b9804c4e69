"""What the chain itself says was erased by law, and whether the tables agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from kechuang.audit.models import Erasure, Event, Payload
from kechuang.audit.selectors.findings import Break
from kechuang.audit.states import ERASE


@dataclass(frozen=True)
class ErasedByLaw:
    """Numbers of events and leaves of names, each with the number of the event that erased it.

    ``seals`` are the hashes, without the name, of older events whose name was erased.
    """

    payloads: dict[int, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    seals: dict[int, str] = field(default_factory=dict)


def erased_by_law() -> ErasedByLaw:
    """Collected from the events that erased; their own leaves are verified with the chain."""
    erased = ErasedByLaw()
    for event in Event.objects.filter(command=ERASE).order_by("sequence"):
        told = event.payload
        erased.payloads.update(dict.fromkeys(told.get("payloads", ()), event.sequence))
        erased.names.update(dict.fromkeys(told.get("names", ()), event.sequence))
        erased.seals.update({int(key): seal for key, seal in told.get("seals", {}).items()})
    return erased


def erasure_breaks(erased: ErasedByLaw) -> Iterator[Break]:
    """Rows on record that no event tells, events that no row follows, payloads of no event."""
    told: set[tuple[int | None, str | None, int]] = set()
    told |= {(sequence, None, by) for sequence, by in erased.payloads.items()}
    told |= {(None, leaf, by) for leaf, by in erased.names.items()}
    rows = set(Erasure.objects.values_list("event_id", "name_leaf", "erased_by_id"))
    for _, _, by in rows ^ told:
        yield by, "an erasure that table and chain tell differently"
    events = Event.objects.filter(pk=OuterRef("pk"))
    for stray in Payload.objects.filter(~Exists(events)):
        yield stray.pk, "a payload without its event"
