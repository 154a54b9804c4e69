"""What every address answers: ``addresses.txt`` and ``life_cycles.txt``, read and applied.

What the tables do not allow is refused: 405 for a method, 404 for a hidden record, else 403.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.api.audiences import NONE, Asker, Record, is_

FOLDER = Path(__file__).parent
STEPS = "steps"
NO_METHOD, HIDDEN, CLOSED, WRONG_STATE, DONE = 405, 404, 403, 409, 302


@dataclass(frozen=True)
class Row:
    """One address: the kind of its record, and who gets which status by reading and by giving."""

    name: str
    kind: str
    reading: str
    giving: str
    others: str = "-"

    def column(self, method: str) -> str:
        """What is said of the method; the interface's operations know no HEAD."""
        if method == "HEAD":
            return "-" if self.is_operation else self.reading
        return {"GET": self.reading, "POST": self.giving}.get(method, self.others)

    @property
    def is_operation(self) -> bool:
        """True for what a function of the interface answers; its own pages have dashed names."""
        return self.name.startswith("api:") and "-" not in self.name


@dataclass(frozen=True)
class Step:
    """One command: from which states, and given by whom."""

    states: frozenset[str]
    givers: str


def _rows(file: str) -> Iterator[list[str]]:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return (line.split() for line in lines if line.strip() and not line.startswith("#"))


TABLE = {row[0]: Row(*row) for row in _rows("addresses.txt")}
LIFE_CYCLES = {
    (kind, command): Step(frozenset(states.split("|")), givers)
    for kind, command, states, givers in _rows("life_cycles.txt")
}


def commands_of(kind: str) -> list[str]:
    return [command for owner, command in LIFE_CYCLES if owner == kind]


def expected(row: Row, method: str, asker: Asker, record: Record = NONE) -> int:
    """The status that the tables promise this asker for this record."""
    column = row.column(method)
    if column == "-":
        return NO_METHOD
    if column != STEPS:
        otherwise = NO_METHOD if method not in ("GET", "HEAD", "POST") else CLOSED
        return _first(column, method, asker, record, otherwise)
    step = LIFE_CYCLES[record.kind, record.ids.get("command") or row.name.partition(":")[2]]
    done = DONE if record.state in step.states else WRONG_STATE
    return _first(f"{step.givers}={done}", method, asker, record, CLOSED)


def _first(column: str, method: str, asker: Asker, record: Record, otherwise: int) -> int:
    """The status of the first alternative that fits; hidden records come first unless placed."""
    given = column if "hidden=" in column else f"hidden={HIDDEN},{column}"
    for alternative in given.split(","):
        words, _, status = alternative.partition("=")
        if any(is_(word, asker, record, method) for word in words.split("|")):
            return int(status)
    return otherwise
