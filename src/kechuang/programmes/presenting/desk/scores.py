"""The score sheets of a need side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kechuang.cases.presenting.timeline import names_of
from kechuang.programmes.measures import Criterion
from kechuang.programmes.models import ListingScore
from kechuang.programmes.selectors.needs import ScoreBoard


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's sheet that counts."""

    who: str
    at: datetime
    points: int
    remark: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with the mark of each sheet, in the order of the sheets."""

    criterion: Criterion
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScoreGrid:
    """``points`` None while fewer than ``wanted`` people scored; ``stale`` sheets are about the
    need as it stood before it was supplemented."""

    sheets: tuple[Sheet, ...]
    rows: tuple[CriterionRow, ...]
    wanted: int
    points: int | None
    stale: int

    @property
    def lacking(self) -> int:
        return max(self.wanted - len(self.sheets), 0)


def grid_of(board: ScoreBoard, criteria: Sequence[Criterion], written: int) -> ScoreGrid:
    """``written``: how many people ever scored the need, as it stands or as it stood."""
    names = names_of(one.scored_by_id for one in board.sheets)
    return ScoreGrid(
        sheets=tuple(_sheet(one, names) for one in board.sheets),
        rows=tuple(
            CriterionRow(one, tuple(sheet.marks[one.id] for sheet in board.sheets))
            for one in criteria
        ),
        wanted=board.wanted,
        points=board.points,
        stale=written - len(board.sheets),
    )


def _sheet(row: ListingScore, names: Mapping[int, str]) -> Sheet:
    return Sheet(names.get(row.scored_by_id, "—"), row.scored_at, row.points, row.remark)
