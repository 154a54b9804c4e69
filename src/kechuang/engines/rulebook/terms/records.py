"""The records of a list fact, stored as JSON: an array of flat objects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

Row = Mapping[str, object]


@lru_cache(maxsize=4_096)
def rows_of(written: str) -> tuple[Row, ...] | None:
    """The rows of ``written``; None when it is no array of objects."""
    try:
        rows = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return tuple(rows)
