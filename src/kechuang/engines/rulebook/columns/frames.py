"""Frames: facts of many firms, one column each, with what is known of it in a bit plane."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.planes import (
    WORD,
    Plane,
    Positions,
    first,
    nothing,
    packed,
    rounded_up,
    unpacked,
)
from kechuang.engines.rulebook.needs import Needed

DEFAULT_BLOCK = 1 << 16
FEW_COLUMNS = 32


class Numbers(NamedTuple):
    """Fen, basis points, counts, days, or dates as days since 1970; 0 where not known."""

    values: NDArray[Any]
    known: Plane


class Flags(NamedTuple):
    """``yes`` lies within ``known``."""

    yes: Plane
    known: Plane


class Words(NamedTuple):
    """Codes, texts and lists: the place of each in ``told``; 0 where not known."""

    places: NDArray[Any]
    told: tuple[str, ...]
    known: Plane


Column = Numbers | Flags | Words


class Standing(NamedTuple):
    """How many members of its cohort each firm leaves behind, of how many others; 0 where it is
    in none.
    """

    below: NDArray[np.int64]
    others: NDArray[np.int64]


@dataclass(frozen=True)
class Frame:
    """``rows`` firms in columns of ``size`` rows, a multiple of 64; the rest is padding.

    ``standings``: one for each rule of the run that ranks firms, in the order of the plan.
    """

    rows: int
    size: int
    columns: Mapping[Needed, Column]
    standings: tuple[Standing, ...] = ()

    @property
    def told(self) -> Plane:
        return first(self.rows, self.size)

    def blocks(self, size: int | None = None) -> Iterator[Frame]:
        """The firms in their order, ``size`` (a multiple of 64) at a time; views, no copies.

        As a rule more at a time where there are few columns: a block is asked in many small steps.
        """
        size = size or (DEFAULT_BLOCK if len(self.columns) > FEW_COLUMNS else 4 * DEFAULT_BLOCK)
        for start in range(0, self.rows, size):
            end = min(start + size, self.size)
            columns = {key: _cut(one, start, end) for key, one in self.columns.items()}
            standings = tuple(
                Standing(*(part[start:end] for part in one)) for one in self.standings
            )
            yield Frame(min(self.rows - start, size), end - start, columns, standings)

    def only(self, keys: Container[Needed]) -> Frame:
        """The same firms without any other column."""
        columns = {key: one for key, one in self.columns.items() if key in keys}
        return replace(self, columns=columns)

    def taken(self, places: Positions) -> Frame:
        """Only the firms at ``places``, one at least; a column is copied when it is read."""
        size = rounded_up(len(places))
        padded = np.zeros(size, np.intp)
        padded[: len(places)] = places
        return Frame(len(places), size, _Taken(self.columns, padded))


def _cut(column: Column, start: int, end: int) -> Column:
    words = slice(start // WORD, end // WORD)
    if isinstance(column, Flags):
        return Flags(column.yes[words], column.known[words])
    if isinstance(column, Words):
        return Words(column.places[start:end], column.told, column.known[words])
    return Numbers(column.values[start:end], column.known[words])


class _Taken(Mapping[Needed, Column]):
    """Some rows of every column; the padding repeats the first."""

    def __init__(self, columns: Mapping[Needed, Column], places: Positions) -> None:
        self.columns, self.places = columns, places

    def __iter__(self) -> Iterator[Needed]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __getitem__(self, key: Needed) -> Column:
        column = self.columns[key]
        known = self._bits(column.known)
        if isinstance(column, Flags):
            return Flags(self._bits(column.yes), known)
        if isinstance(column, Words):
            return Words(column.places[self.places], column.told, known)
        return Numbers(column.values[self.places], known)

    def _bits(self, plane: Plane) -> Plane:
        if not (~plane).any():
            return ~nothing(len(self.places))
        return packed(unpacked(plane)[self.places])
