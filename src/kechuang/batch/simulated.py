"""What a simulation computes: one policy, before and after, for a slice of the firms."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kechuang.batch.frozen import read_sealed, thaw
from kechuang.engines.rulebook import FactCatalogue, Pack, columns, comparing, load_pack
from kechuang.engines.seal import exact_bytes


@dataclass(frozen=True)
class Moved:
    """One number of a policy: where it stands, as it is told today, and what it becomes."""

    address: str
    told: str
    to: str


@dataclass(frozen=True)
class Question:
    """What becomes of a policy, asked of the frozen firms of a sweep.

    Either numbers move (``moves``), or the version with digest ``earlier`` gives way to that with
    ``pack_digest``; ``versions`` then holds both texts, the earlier first. ``inputs``: the SHA-256
    of the stored file of the sweep's inputs.
    """

    pack_id: str
    pack_digest: str
    sweep: int
    inputs: str
    moves: tuple[Moved, ...] = ()
    earlier: str = ""
    versions: tuple[str, ...] = ()

    @property
    def changes(self) -> list[comparing.Change]:
        return [comparing.Change(self.pack_id, one.address, one.to) for one in self.moves]


def question_in(path: Path) -> Question:
    """The question that was frozen for a simulation."""
    line: dict[str, Any] = json.loads(gzip.decompress(read_sealed(path)).splitlines()[0])
    told = {key: value for key, value in line.items() if key != "kind"}
    if "address" in told:  # as questions were written when one number could move
        told["moves"] = [{name: told.pop(name) for name in ("address", "told", "to")}]
    moves = tuple(Moved(**one) for one in told.pop("moves"))
    return Question(**told | {"moves": moves, "versions": tuple(told.get("versions", ()))})


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


def sides_of(
    question: Question, packs: tuple[Pack, ...], catalogue: FactCatalogue
) -> tuple[tuple[Pack, ...], tuple[Pack, ...]]:
    """The policies before and after; whatever loading refuses is refused here."""
    if not question.versions:
        return packs, comparing.revised(packs, question.changes, catalogue)
    earlier, later = (
        load_pack(text, name=question.pack_id, catalogue=catalogue) for text in question.versions
    )
    return (earlier,), (later,)


@lru_cache(maxsize=2)
def _comparison(question: Question, firms: Path, on: date) -> comparing.Comparison:
    frozen = thaw(str(firms))
    before, after = sides_of(question, frozen.packs, frozen.catalogue)
    return comparing.Comparison(before, after, on=on, catalogue=frozen.catalogue)
