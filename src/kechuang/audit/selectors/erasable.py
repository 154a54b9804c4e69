"""What of a person's data in the chain may be erased today, and what a law still keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from kechuang.audit.models import Event, Signatory
from kechuang.audit.retention import Retention, kept_under


@dataclass(frozen=True)
class Kept:
    """Events that one law keeps, and until when."""

    retention: Retention
    events: int
    until: date

    @property
    def is_for_good(self) -> bool:
        return self.retention.years is None


@dataclass(frozen=True)
class Erasable:
    """Payloads and names that may go, and under which laws others stay."""

    payloads: tuple[Event, ...]
    names: tuple[Signatory, ...]
    kept: tuple[Kept, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.payloads and not self.names


def erasable(
    *, account_id: int, about: Iterable[models.Model], further: Collection[int], on: date
) -> Erasable:
    """The payloads ``about`` the given records and of the ``further`` events; the account's names.

    What the account's holder did to other records is not erased, only the name is.
    """
    said = Event.objects.filter(_about(about) | Q(sequence__in=further), kept__isnull=False)
    free, kept = _parted(said, on)
    names = []
    for name in Signatory.objects.filter(account_id=account_id):
        signed_and_kept = _parted(Event.objects.filter(signatory=name), on)[1]
        kept |= signed_and_kept
        if not signed_and_kept:
            names.append(name)
    return Erasable(tuple(free), tuple(names), _summed(kept))


def _parted(events: Iterable[Event], on: date) -> tuple[list[Event], dict[Event, Retention]]:
    """Those that no law keeps on that day, and the others with the law that does."""
    free: list[Event] = []
    kept: dict[Event, Retention] = {}
    for event in events:
        if retention := kept_under(event, on=on):
            kept[event] = retention
        else:
            free.append(event)
    return free, kept


def _summed(kept: dict[Event, Retention]) -> tuple[Kept, ...]:
    return tuple(
        Kept(law, len(events), max(map(law.until, events)))
        for law in dict.fromkeys(kept.values())
        if (events := [event for event, keeping in kept.items() if keeping is law])
    )


def _about(records: Iterable[models.Model]) -> Q:
    found = Q(pk__in=())
    for record in records:
        found |= Q(target_kind=record._meta.label_lower, target_id=str(record.pk))
    return found
