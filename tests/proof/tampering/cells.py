"""One cell of one row gets another value."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from kechuang.audit.models import Anchor, ChainHead, Erasure, Event, Payload, Signatory
from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.selectors.sealed_tables import SEALED

HEX = "0123456789abcdef"
TABLES: tuple[type[models.Model], ...] = (
    Event,
    Payload,
    Signatory,
    Erasure,
    Anchor,
    ChainHead,
    Voucher,
    Transfer,
    *SEALED,
)
TELLING_NOTHING = {Erasure: {"id"}}


def cell_edits() -> Iterator[Callable[[random.Random], str]]:
    """An edit for each column that tells something."""
    for table in TABLES:
        for field in table._meta.concrete_fields:
            if field.attname not in TELLING_NOTHING.get(table, ()):
                yield CellEdit(table, field)


class CellEdit:
    """Changes one column in a row drawn by lot."""

    def __init__(self, table: type[models.Model], field: models.Field[Any, Any]) -> None:
        self.table, self.field = table, field

    def __call__(self, rng: random.Random) -> str:
        rows = self.table._base_manager.order_by("pk")
        pk = rng.choice(list(rows.values_list("pk", flat=True)))
        row = rows.filter(pk=pk)
        old = row.values_list(self.field.attname, flat=True).get()
        new = self._another_row(rng) or self._another_value(old, rng)
        assert row.update(**{self.field.attname: new}) == 1
        return f"{self.table._meta.db_table}.{self.field.attname} of {pk}: {old!r} → {new!r}"

    def _another_value(self, old: Any, rng: random.Random) -> Any:
        """One that stands in no other row, so that no index of unique values refuses it."""
        taken = set(map(str, self.table._base_manager.values_list(self.field.attname, flat=True)))
        new = another(self.field, old, rng)
        while self.field.unique and str(new) in taken:
            new = another(self.field, old, rng)
        return new

    def _another_row(self, rng: random.Random) -> Any:
        """For a key: the key of a row that none points to yet, where there is one."""
        if self.field.related_model is None:
            return None
        named = self.table._base_manager.exclude(**{self.field.attname: None})
        taken = named.values_list(self.field.attname, flat=True)
        free = self.field.related_model._base_manager.exclude(pk__in=list(taken)).order_by("pk")
        keys = list(free.values_list("pk", flat=True))
        return rng.choice(keys) if keys else None


def another(field: models.Field[Any, Any], old: Any, rng: random.Random) -> Any:
    """Another value of the column's kind."""
    kind = type(old) if old is not None else kind_of(field)
    return OTHERS[kind](old, rng)


def kind_of(field: models.Field[Any, Any]) -> type:
    """What a column holds whose cell is empty."""
    if field.related_model:
        return kind_of(field.target_field)
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.UUIDField):
        return UUID
    if isinstance(field, models.DateTimeField):
        return datetime
    if isinstance(field, models.DateField):
        return date
    return int if isinstance(field, models.IntegerField) else str


def another_text(old: str | None, rng: random.Random) -> str:
    """One character differs."""
    if not old:
        return rng.choice(HEX)
    place = rng.randrange(len(old))
    other = rng.choice(HEX.replace(old[place], ""))
    return old[:place] + other + old[place + 1 :]


def another_document(old: Any, rng: random.Random) -> Any:
    """A value of it changed, or something added or taken away."""
    entries = dict(old)
    name = rng.choice([*entries, "more"])
    if name in entries and rng.random() < 0.3:
        del entries[name]
    else:
        entries[name] = f"{entries.get(name)}{rng.choice(HEX)}"
    return entries


OTHERS: dict[type, Callable[[Any, random.Random], Any]] = {
    bool: lambda old, rng: not old,
    int: lambda old, rng: (old or 0) + rng.choice([-1, 1]) * rng.randint(1_000, 9_999),
    str: another_text,
    dict: another_document,
    datetime: lambda old, rng: (
        (old or datetime(2026, 1, 1, tzinfo=UTC)) + timedelta(microseconds=rng.randint(1, 10**9))
    ),
    date: lambda old, rng: (old or date(2026, 1, 1)) + timedelta(days=rng.randint(1, 400)),
    UUID: lambda old, rng: UUID(int=rng.getrandbits(128)),
}
