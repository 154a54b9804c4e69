"""What a snapshot is computed from and what comes out, as canonical bytes that never change."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from kechuang.engines.rulebook import (
    Fact,
    FactSheet,
    FirmScore,
    Scorecard,
    gather_cohorts,
    load_pack,
    read_catalogue,
    read_scorecard,
)
from kechuang.engines.seal import exact_bytes
from kechuang.engines.standing import Cohort, ListPack, load_list
from kechuang.points.scoring import FirmPoints, cohort_of, points_of, scheme_of

Frozen = dict[str, Any]


@dataclass(frozen=True)
class Computed:
    """``evidence``: by firm, each line's words and the facts behind it."""

    card: Scorecard
    lists: tuple[ListPack, ...]
    points: tuple[FirmPoints, ...]
    evidence: tuple[list[dict[str, Any]], ...]

    @property
    def cohort(self) -> Cohort:
        return cohort_of(scheme_of(self.card), self.points)


def frozen_inputs(
    *, scheme: str, catalogue: str, lists: Iterable[str], on: date, sheets: Iterable[FactSheet]
) -> Frozen:
    """Texts of the packs and every standing fact; the order of the firms is kept."""
    return {
        "scheme": scheme,
        "catalogue": catalogue,
        "lists": list(lists),
        "on": on.isoformat(),
        "firms": [[sheet.subject, [_fact(one) for one in _told(sheet)]] for sheet in sheets],
    }


def compute(frozen: Frozen) -> Computed:
    """The same frozen inputs give the same result, whenever and wherever."""
    catalogue = read_catalogue(frozen["catalogue"], name="facts.yaml")
    pack = load_pack(frozen["scheme"], name="scheme.yaml", catalogue=catalogue)
    lists = tuple(load_list(text, name="list.yaml") for text in frozen["lists"])
    card, on = read_scorecard(pack), date.fromisoformat(frozen["on"])
    sheets = [FactSheet(code, map(Fact.from_dict, facts)) for code, facts in frozen["firms"]]
    cohorts = gather_cohorts([pack], sheets, on=on)
    scores = [card.score(sheet, on=on, cohorts=cohorts) for sheet in sheets]
    points = tuple(points_of(score) for score in scores)
    return Computed(card, lists, points, tuple(_evidence(score) for score in scores))


def packed(value: object) -> bytes:
    return zlib.compress(exact_bytes(value), 6)


def unpacked(content: bytes | memoryview) -> Any:
    return json.loads(zlib.decompress(bytes(content)))


def digest_of(value: object) -> str:
    return sha256(exact_bytes(value)).hexdigest()


def points_rows(points: Sequence[FirmPoints]) -> list[dict[str, Any]]:
    return [one._asdict() for one in points]


def points_from(rows: Iterable[dict[str, Any]]) -> tuple[FirmPoints, ...]:
    return tuple(
        FirmPoints(
            row["subject"],
            tuple(row["stages"]),
            tuple(row["low"]),
            tuple(row["high"]),
            (row["total"][0], row["total"][1]),
            {fact: tuple(lines) for fact, lines in row["lacking"].items()},
        )
        for row in rows
    )


def _told(sheet: FactSheet) -> list[Fact]:
    """Every statement, those of disagreeing sources too."""
    others = [fact for one in sheet.conflicts.values() for fact in one.others]
    return sorted([*sheet.facts.values(), *others], key=repr)


def _fact(fact: Fact) -> dict[str, Any]:
    return fact.as_dict()


def _evidence(score: FirmScore) -> list[dict[str, Any]]:
    return [
        {
            "detail": line.detail._asdict(),
            "facts": [fact.as_dict() for fact in line.facts],
            "missing": [fact.as_dict() for fact in (*line.missing, *score.unclear)],
        }
        for line in score.lines
    ]
