"""The coverage matrix of the library: how many clauses are for what, and where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kechuang.engines.packfile import text_of
from kechuang.engines.rulebook import Cell, Coverage, Pack, read_coverage
from kechuang.packs.selectors import packs_of
from kechuang.policies.models import PolicyDocument
from kechuang.policies.selectors import packs_in_force

SHADES = 4


@dataclass(frozen=True)
class Shaded:
    """A cell and how dark it is: 1 to ``SHADES`` of the fullest one, 0 where no clause is."""

    cell: Cell
    shade: int

    @property
    def count(self) -> int:
        return len(self.cell.clauses)


def shipped_coverage() -> Coverage | None:
    """How the clauses are classified; None where the folder of packs says nothing of it."""
    file = Path(settings.PACKS_FOLDER) / "coverage.yaml"
    return _read(text_of(file)) if file.is_file() else None


def covered_packs(*, on: date, everywhere: bool) -> tuple[Pack, ...]:
    """The policies in force here on ``on``, or all of the library, those of other places too."""
    if not everywhere:
        return packs_in_force(on)
    listed = PolicyDocument.objects.filter(is_listed=True).exclude(pack_digest="")
    return packs_of(listed.values_list("pack_digest", flat=True))


def shaded(rows: list[list[Cell]]) -> list[list[Shaded]]:
    """The same cells, shaded by the fullest of them."""
    most = max((len(cell.clauses) for row in rows for cell in row), default=0)
    return [[Shaded(cell, _shade(len(cell.clauses), most)) for cell in row] for row in rows]


def _shade(count: int, most: int) -> int:
    return -(-count * SHADES // most) if count else 0


@lru_cache(maxsize=2)
def _read(text: str) -> Coverage:
    return read_coverage(text)
