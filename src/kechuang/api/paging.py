"""Bounded pages and ids."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Path, Query, Schema

LARGEST_ID = 9_223_372_036_854_775_807
Row = TypeVar("Row")
Record = TypeVar("Record", bound=Model)

RecordId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class Page(Schema, Generic[Row]):
    """``count`` is the number of all records; ``items`` those of this page."""

    count: int
    items: list[Row]


def paged(records: QuerySet[Record], limit: int, offset: int) -> dict[str, object]:
    """One page of ``records``."""
    return {"count": records.count(), "items": list(records[offset : offset + limit])}
