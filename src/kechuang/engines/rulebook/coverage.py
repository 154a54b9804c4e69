"""Coverage: which stage of an enterprise, of research and of talent, and which support, a clause is
for. The file says it for every clause on one line, ``sme hnte | transfer | - | grant``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.packfile import Located, Problems, nearest, read_yaml, text_of
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.wording import Text

FILE = "coverage.yaml"
EVERY, NONE = "all", "-"
Key = tuple[str, str]


class Axis(NamedTuple):
    """``values``: names by id, in the order of the file."""

    id: str
    label: Text
    values: Mapping[str, Text]


class Cell(NamedTuple):
    """Two values of two axes, and the clauses that are for both; none is a gap."""

    first: Axis
    value: str
    second: Axis
    other: str
    clauses: tuple[Key, ...]


@dataclass(frozen=True)
class Coverage:
    """``places``: for each clause its values on each axis; ``note``: whose classification it is."""

    axes: tuple[Axis, ...]
    note: Text
    places: Mapping[Key, tuple[frozenset[str], ...]]
    written: Located

    def place_of(self, pack: Pack, clause_id: str) -> tuple[frozenset[str], ...] | None:
        """The clause's own line, or that of the policy it was adopted from; None without either."""
        own = self.places.get((pack.id, clause_id))
        return own or self.places.get((pack.adopted_from, clause_id))

    def cells(self, packs: Iterable[Pack], first: str, second: str) -> list[list[Cell]]:
        """Rows of ``first`` by columns of ``second``, each with the clauses of ``packs``."""
        asked = tuple(packs)
        one, other = (self._axis(name) for name in (first, second))
        return [
            [Cell(one, row, other, column, self._both(asked, one, row, other, column))
             for column in other.values]
            for row in one.values
        ]  # fmt: skip

    def every_cell(self, packs: Iterable[Pack]) -> list[Cell]:
        """The cells of each two axes."""
        asked = tuple(packs)
        return [
            Cell(one, row, other, column, self._both(asked, one, row, other, column))
            for one, other in combinations(self.axes, 2)
            for row, column in product(one.values, other.values)
        ]

    def unplaced(self, packs: Iterable[Pack]) -> list[Key]:
        """Clauses that nobody has classified."""
        return [
            (pack.id, clause.id)
            for pack in packs
            for clause in pack.clauses
            if self.place_of(pack, clause.id) is None
        ]

    def _axis(self, name: str) -> Axis:
        return next(axis for axis in self.axes if axis.id == name)

    def _both(
        self, packs: tuple[Pack, ...], one: Axis, row: str, other: Axis, column: str
    ) -> tuple[Key, ...]:
        ends = (self.axes.index(one), row), (self.axes.index(other), column)
        return tuple(
            (pack.id, clause.id)
            for pack in packs
            for clause in pack.clauses
            if (place := self.place_of(pack, clause.id))
            and all(value in place[axis] for axis, value in ends)
        )


def read_coverage(text: str, *, name: str = FILE) -> Coverage:
    """BrokenPackError, with the lines, for values that no axis has and lines of another shape."""
    root = read_yaml(text, name=name)
    root.only(frozenset({"note", "axes", "clauses"}))
    axes = tuple(_axis(key, part) for key, part in root.need("axes").fields.items())
    problems, places = Problems(), {}
    for pack_id, clauses in root.need("clauses").fields.items():
        for clause_id, line in clauses.fields.items():
            with problems.catching():
                places[pack_id, clause_id] = _place(line, axes)
    problems.refuse()
    return Coverage(axes, root.need("note").both(), places, root)


def refuse_strangers(coverage: Coverage, packs: Iterable[Pack]) -> None:
    """BrokenPackError for lines about no clause of ``packs``, and for clauses without a line."""
    known = {pack.id: pack for pack in packs}
    problems = Problems()
    for pack_id, clauses in coverage.written.need("clauses").fields.items():
        ids = {clause.id for clause in known[pack_id].clauses} if pack_id in known else set()
        for clause_id, line in clauses.fields.items():
            with problems.catching():
                _refuse_unknown(line, pack_id, clause_id, known, ids)
    for pack_id, clause_id in coverage.unplaced(known.values()):
        with problems.catching():
            _refuse_unplaced(coverage.written.need("clauses"), pack_id, clause_id)
    problems.refuse()


def check_coverage(folder: Path, packs: Iterable[Pack]) -> None:
    """``refuse_strangers`` for the file in ``folder``; nothing where there is none."""
    file = folder / FILE
    if file.is_file():
        refuse_strangers(read_coverage(text_of(file)), packs)


def _axis(name: str, part: Located) -> Axis:
    part.only(frozenset({"label", "values"}))
    values = {key: one.both() for key, one in part.need("values").fields.items()}
    return Axis(name, part.need("label").both(), values)


def _place(line: Located, axes: tuple[Axis, ...]) -> tuple[frozenset[str], ...]:
    told = [part.split() for part in line.text().split("|")]
    if len(told) != len(axes):
        line.refuse(
            Text(
                f"要写 {len(axes)} 个轴，写了 {len(told)} 个", f"{len(told)} axes, not {len(axes)}"
            ),
            Text("用“|”隔开，不涉及的轴写“-”", "part them by “|”; write “-” for an axis without"),
        )
    return tuple(_values(line, words, axis) for words, axis in zip(told, axes, strict=True))


def _values(line: Located, words: list[str], axis: Axis) -> frozenset[str]:
    if words == [EVERY]:
        return frozenset(axis.values)
    if words == [NONE]:
        return frozenset()
    for word in words or [""]:
        if word not in axis.values:
            line.refuse(
                Text(f"“{axis.label.zh}”没有“{word}”", f"“{axis.label.en}” has no “{word}”"),
                nearest(word, axis.values),
            )
    return frozenset(words)


def _refuse_unknown(
    line: Located, pack_id: str, clause_id: str, packs: Mapping[str, Pack], ids: set[str]
) -> None:
    if pack_id not in packs:
        line.refuse(
            Text(f"没有政策包“{pack_id}”", f"there is no pack “{pack_id}”"), nearest(pack_id, packs)
        )
    if clause_id not in ids:
        why = Text(f"{pack_id} 没有条款“{clause_id}”", f"{pack_id} has no clause “{clause_id}”")
        line.refuse(why, nearest(clause_id, ids))


def _refuse_unplaced(clauses: Located, pack_id: str, clause_id: str) -> None:
    (clauses.get(pack_id) or clauses).refuse(
        Text(f"{pack_id}/{clause_id} 没有归类", f"{pack_id}/{clause_id} is not classified"),
        Text(f"请在 {pack_id} 下加一行 {clause_id}", f"add a line {clause_id} under {pack_id}"),
    )
