"""What a simulation computes: one policy, as it is and as it would be, for a slice of the firms."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kechuang.batch.frozen import read_sealed, thaw
from kechuang.engines.rulebook import columns, comparing
from kechuang.engines.seal import exact_bytes


@dataclass(frozen=True)
class Question:
    """Which number of which policy becomes what, asked of the frozen firms of a sweep.

    ``inputs``: the SHA-256 of the stored file of the sweep's inputs; ``told``: the number today.
    """

    pack_id: str
    pack_digest: str
    address: str
    told: str
    to: str
    sweep: int
    inputs: str

    @property
    def change(self) -> comparing.Change:
        return comparing.Change(self.pack_id, self.address, self.to)


def question_in(path: Path) -> Question:
    """The question that was frozen for a simulation."""
    line: dict[str, Any] = json.loads(gzip.decompress(read_sealed(path)).splitlines()[0])
    return Question(**{key: told for key, told in line.items() if key != "kind"})


def compute_part(question: Question, firms: Path, *, on: date, first: int, last: int) -> bytes:
    """The comparison over the firms ``first`` to ``last``, packed; the same bytes every time."""
    frozen, comparison, result = (
        thaw(str(firms)),
        _comparison(question, firms, on),
        comparing.Compared(),
    )
    sheets = frozen.sheets[first:last]
    frame = columns.frame_of(sheets, comparison.needed, frozen.catalogue)
    comparison.compare(frame, [sheet.subject for sheet in sheets], result)
    cells = [[*key, *group, *tally.flat] for (key, group), tally in sorted(result.cells.items())]
    plain = exact_bytes({"cells": cells, "affected": [list(one) for one in result.affected]})
    return gzip.compress(plain, compresslevel=6, mtime=0)


def add_part(content: bytes, into: comparing.Compared) -> None:
    """Adds what ``compute_part`` gave."""
    told: dict[str, Any] = json.loads(gzip.decompress(content))
    for pack_id, clause_id, district, size, industry, *flat in told["cells"]:
        into.add(
            (pack_id, clause_id),
            comparing.Group(district, size, industry),
            comparing.Tally.of(flat),
        )
    into.affected += (comparing.Affected(*row) for row in told["affected"])


@lru_cache(maxsize=2)
def _comparison(question: Question, firms: Path, on: date) -> comparing.Comparison:
    frozen = thaw(str(firms))
    after = comparing.revised(frozen.packs, [question.change], frozen.catalogue)
    return comparing.Comparison(frozen.packs, after, on=on, catalogue=frozen.catalogue)
