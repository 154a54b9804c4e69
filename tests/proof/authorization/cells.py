"""The cells: every address × method × visitor × whose record in which state."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from tests.api.addresses import address_with, arguments_of
from tests.api.audiences import ASKERS, METHODS, Asker, Record
from tests.api.expectations import TABLE, Row, commands_of, expected

Records = Mapping[str, list[Record]]
QUICK_ASKERS = 2


@dataclass(frozen=True)
class Cell:
    """One request to be made, and what the tables promise for it; ``at`` None is now."""

    row: Row
    method: str
    asker: Asker
    record: Record
    at: datetime | None = None

    @property
    def address(self) -> str:
        return address_with(self.row.name, self.record.ids)

    @property
    def promised(self) -> int:
        return expected(self.row, self.method, self.asker, self.record)

    def __str__(self) -> str:
        record = self.record
        whose = f"{record.owner or record.sender or 'nobody'}'s {record.state}"
        return f"{self.method} {self.row.name} by {self.asker.name} on {whose} ({self.address})"


def every_cell(records: Records, *, seed: int, quick: bool = False) -> Iterator[Cell]:
    """All of them; what a page has no method for, and HEAD, is asked on one record each in turn."""
    rng = random.Random(seed)
    for row in TABLE.values():
        yield from _cells_of(row, variants(row, records), rng, quick)


def half_of(cells: Iterable[Cell], half: int) -> Iterator[Cell]:
    """Every other method and visitor of each address, on all of its records."""
    by_visit = groupby(cells, key=lambda cell: (cell.row.name, cell.asker.name, cell.method))
    for number, (_, visit) in enumerate(by_visit):
        if number % 2 == half:
            yield from visit


def cells_of(
    name: str, records: Records, *, method: str, askers: Iterable[str] = ASKERS
) -> Iterator[Cell]:
    """One method of one address, by each of ``askers``, on every record."""
    row = TABLE[name]
    for asker in askers:
        for record in variants(row, records):
            yield Cell(row, method, ASKERS[asker], record)


def variants(row: Row, records: Records) -> list[Record]:
    """The records of the address or of its kind, with each command where the address takes one."""
    found = records.get(row.name) or records[row.kind]
    if "command" not in arguments_of(row.name):
        return found
    return [
        replace(record, ids={**record.ids, "command": command})
        for record in found
        for command in commands_of(row.kind)
    ]


def _cells_of(row: Row, found: list[Record], rng: random.Random, quick: bool) -> Iterator[Cell]:
    askers = list(ASKERS.values())
    for asker in rng.sample(askers, QUICK_ASKERS) if quick else askers:
        for method in ("GET", "POST", rng.choice(METHODS)) if quick else METHODS:
            is_whole = method in ("GET", "POST") and row.column(method) != "-" and not quick
            cells = [Cell(row, method, asker, record) for record in found]
            yield from _telling(cells, rng) if is_whole else [rng.choice(cells)]


def _telling(cells: list[Cell], rng: random.Random) -> Iterator[Cell]:
    """All of them; of commands that all get the same refusal for a record, one in turn."""
    for _, group in groupby(cells, key=lambda cell: cell.record.ids.get("pk")):
        same = list(group)
        yield from same if len({cell.promised for cell in same}) > 1 else [rng.choice(same)]
