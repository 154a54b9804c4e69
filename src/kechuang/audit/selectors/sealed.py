"""Records compared with what the chain says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from kechuang.audit.models import Payload
from kechuang.audit.sealing import SEALED, cells_of, sealed_rows
from kechuang.audit.selectors.proving import fits

CHUNK = 2_000


def broken_rows(table: type[Model]) -> Iterator[tuple[str, str]]:
    """``(row, what is wrong)`` for each row that is not as the last event about it sealed it."""
    sealed = last_seals(table)
    label = table._meta.label_lower
    for row in sealed_rows(table).iterator(CHUNK):
        salt, seal = sealed.pop(str(row.pk), ("", ""))
        if not seal:
            yield f"{label} {row.pk}", "no event tells of this row"
        elif not fits(seal, salt, cells_of(row)):
            yield f"{label} {row.pk}", "the row differs from what its last event sealed"
    for gone in sealed:
        yield f"{label} {gone}", "the row is gone, an event tells of it"


def altered_rows(rows: Iterable[Model], *, beside: Iterable[Model] = ()) -> list[Model]:
    """Those of ``rows``, read from the database just now, that their last event did not seal so.

    A row that no event tells of is one of them. Events about the rows, or about the records
    ``beside`` them, are read first; the whole chain only where those do not tell of a row as it is.
    """
    given = list(rows)
    near = _seals_told_of([*given, *beside])
    doubtful = [row for row in given if not _is_sealed(row, near.get(_key(row)))]
    far = {table: last_seals(table) for table in dict.fromkeys(map(type, doubtful))}
    return [row for row in doubtful if not _is_sealed(row, far[type(row)].get(str(row.pk)))]


def _seals_told_of(targets: Iterable[Model]) -> dict[tuple[str, str], tuple[str, str]]:
    """The newest ``(salt, digest)`` by table and key that events about ``targets`` tell."""
    ids: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        ids[target._meta.label_lower].append(str(target.pk))
    told: dict[int, tuple[str, Any]] = {}
    for kind, keys in ids.items():
        events = Payload.objects.filter(event__target_kind=kind, event__target_id__in=keys)
        found = events.filter(payload__has_key=SEALED)
        told |= {pk: (salt, said) for pk, salt, said in found.values_list("pk", "salt", "payload")}
    return {
        (table, key): (salt, seal)
        for _, (salt, payload) in sorted(told.items())
        for table, seals in payload[SEALED].items()
        for key, seal in seals.items()
    }


def _key(row: Model) -> tuple[str, str]:
    return row._meta.label_lower, str(row.pk)


def _is_sealed(row: Model, sealed: tuple[str, str] | None) -> bool:
    if sealed is None:
        return False
    salt, seal = sealed
    return fits(seal, salt, cells_of(row))


def last_seals(table: type[Model]) -> dict[str, tuple[str, str]]:
    """The newest ``(salt, digest)`` of each row of the table, by its key as text."""
    label = table._meta.label_lower
    telling = Payload.objects.filter(**{f"payload__{SEALED}__has_key": label}).order_by("event")
    return {
        key: (salt, seal)
        for salt, payload in telling.values_list("salt", "payload").iterator(CHUNK)
        for key, seal in payload[SEALED][label].items()
    }
