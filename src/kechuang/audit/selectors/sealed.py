"""Records compared with what the chain says of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model

from kechuang.audit.models import Payload
from kechuang.audit.sealing import SEALED, cells_of, sealed_rows
from kechuang.audit.selectors.proving import fits

CHUNK = 2_000
Seal = tuple[str, str]


class Seals:
    """The newest ``(salt, digest)`` of each row of every table, from one reading of the chain.

    Asked again, it reads only what was appended since: rows and seals are of the same moment.
    """

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Seal]] = {}
        self._until = 0

    def of(self, table: type[Model]) -> dict[str, Seal]:
        """By the row's key as text."""
        self._read_newer()
        return dict(self._told.get(table._meta.label_lower, {}))

    def _read_newer(self) -> None:
        telling = Payload.objects.filter(event__gt=self._until, payload__has_key=SEALED)
        rows = telling.order_by("event").values_list("event", "salt", f"payload__{SEALED}")
        for self._until, salt, sealed in rows.iterator(CHUNK):
            for label, digests in sealed.items():
                told = self._told.setdefault(label, {})
                told.update((key, (salt, digest)) for key, digest in digests.items())


_SHARED: ContextVar[Seals | None] = ContextVar("seals", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, all tables are compared with one reading of the chain instead of one each."""
    token = _SHARED.set(Seals())
    try:
        yield
    finally:
        _SHARED.reset(token)


def broken_rows(table: type[Model]) -> Iterator[tuple[str, str]]:
    """``(row, what is wrong)`` for each row that is not as the last event about it sealed it."""
    sealed = (_SHARED.get() or Seals()).of(table)
    label = table._meta.label_lower
    for row in sealed_rows(table).iterator(CHUNK):
        salt, seal = sealed.pop(str(row.pk), ("", ""))
        if not seal:
            yield f"{label} {row.pk}", "no event tells of this row"
        elif not fits(seal, salt, cells_of(row)):
            yield f"{label} {row.pk}", "the row differs from what its last event sealed"
    for gone in sealed:
        yield f"{label} {gone}", "the row is gone, an event tells of it"
