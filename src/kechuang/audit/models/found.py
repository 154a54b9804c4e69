"""Rows that remember how they were found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models


class FoundRow(models.Model):
    """A row whose next seal is compared with its last one: it knows what the database held.

    ``found`` are names and values of its columns when it was read; empty for a new row.
    """

    found: tuple[Collection[str], Collection[Any]] = ((), ())

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **how)
        row.found = (field_names, values)
        return row

    @property
    def is_found(self) -> bool:
        """Whether it was there before: read from the database, or sealed already."""
        return bool(self.found[0])

    def remember(self) -> None:
        """What it says now is what the next seal is compared with."""
        names = [column.attname for column in self._meta.concrete_fields]
        self.found = (names, [getattr(self, name) for name in names])
