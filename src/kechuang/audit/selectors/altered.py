"""Which rows are not as the chain sealed them, asked of a few rows before they are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Model, Q

from kechuang.audit.models import Payload
from kechuang.audit.sealing import SEALED, found_cells_of
from kechuang.audit.selectors.proving import fits
from kechuang.audit.selectors.sealed import Seals


def altered_rows(rows: Iterable[Model], *, beside: Iterable[Model] = ()) -> list[Model]:
    """Those of ``rows``, as the database had them, that their last event did not seal so.

    A row that no event tells of is one of them. Events about the rows, or about the records
    ``beside`` them, are read first; the whole chain only where those do not tell of a row as it is.
    """
    given = list(rows)
    near = _seals_told_of([*given, *beside])
    doubtful = [row for row in given if not _is_sealed(row, near.get(_key(row)))]
    seals = Seals()
    far = {table: seals.of(table) for table in dict.fromkeys(map(type, doubtful))}
    return [row for row in doubtful if not _is_sealed(row, far[type(row)].get(str(row.pk)))]


def _seals_told_of(targets: Iterable[Model]) -> dict[tuple[str, str], tuple[str, str]]:
    """The newest ``(salt, digest)`` by table and key that events about ``targets`` tell."""
    ids: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        ids[target._meta.label_lower].append(str(target.pk))
    if not ids:
        return {}
    about = (Q(event__target_kind=kind, event__target_id__in=keys) for kind, keys in ids.items())
    found = Payload.objects.filter(reduce(or_, about), payload__has_key=SEALED).order_by("event")
    return {
        (table, key): (salt, seal)
        for salt, told in found.values_list("salt", f"payload__{SEALED}")
        for table, seals in told.items()
        for key, seal in seals.items()
    }


def _key(row: Model) -> tuple[str, str]:
    return row._meta.label_lower, str(row.pk)


def _is_sealed(row: Model, sealed: tuple[str, str] | None) -> bool:
    if sealed is None:
        return False
    salt, seal = sealed
    return fits(seal, salt, found_cells_of(row))
