"""Each row that says something of money is as the last event about it sealed it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Model

from kechuang.audit.selectors import broken_rows
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.selectors.sealed_tables import SEALED


def altered_rows(table: type[Model]) -> Iterator[Finding]:
    for where, what in broken_rows(table):
        yield found(where, "与审计链封存的不符", what)


def _sealed(table: type[Model], name: Text) -> Invariant:
    return Invariant(
        f"{table._meta.label_lower}_rows_are_sealed",
        Text(
            f"每条{name.zh}记录与审计链封存的一致",
            f"Every {name.en} is as the audit chain sealed it",
        ),
        partial(altered_rows, table),
    )


SEALING = tuple(_sealed(table, name) for table, name in SEALED.items())
