"""Records compared with what the chain says of them."""

from __future__ import annotations

from collections.abc import Iterator

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


def last_seals(table: type[Model]) -> dict[str, tuple[str, str]]:
    """The newest ``(salt, digest)`` of each row of the table, by its key as text."""
    label = table._meta.label_lower
    telling = Payload.objects.filter(**{f"payload__{SEALED}__has_key": label}).order_by("event")
    return {
        key: (salt, seal)
        for salt, payload in telling.values_list("salt", "payload").iterator(CHUNK)
        for key, seal in payload[SEALED][label].items()
    }
