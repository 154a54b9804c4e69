"""An act that succeeds: who gives it, on which record, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.api.audiences import ASKERS, Record
from tests.api.expectations import TABLE
from tests.proof.authorization.cells import Cell

WORKING = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""An hour after the small treasury's own records."""


@dataclass(frozen=True)
class Act:
    """``asker`` is one of ``ASKERS``; ``ids`` are those of the address; ``at`` None is now."""

    asker: str
    ids: Mapping[str, Any]
    at: datetime | None = None

    def cell(self, name: str) -> Cell:
        row = TABLE[name]
        record = Record(row.kind, "mine", "ready", ids=dict(self.ids))
        return Cell(row, "POST", ASKERS[self.asker], record, at=self.at)
