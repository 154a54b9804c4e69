"""Bit planes: one bit per firm, 64 firms in a word, the first firm in the lowest bit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint64]
Rows = NDArray[np.bool_]
Positions = NDArray[np.intp]
WORD = 64


def packed(rows: Rows) -> Plane:
    """One bit per row; the number of rows is a multiple of 64."""
    return np.packbits(rows, bitorder="little").view(np.uint64)


def unpacked(plane: Plane) -> Rows:
    return np.unpackbits(plane.view(np.uint8), bitorder="little").view(np.bool_)


def nothing(size: int) -> Plane:
    return np.zeros(size // WORD, np.uint64)


def first(told: int, size: int) -> Plane:
    """The first ``told`` of ``size`` rows."""
    rows = np.zeros(size, np.bool_)
    rows[:told] = True
    return packed(rows)


def positions(plane: Plane) -> Positions:
    """The numbers of the rows that are set, rising."""
    return np.flatnonzero(unpacked(plane))


def how_many(plane: Plane) -> int:
    return int(np.bitwise_count(plane).sum())


def union(planes: Iterable[Plane], empty: Plane) -> Plane:
    return reduce(np.bitwise_or, planes, empty)


def common(planes: Iterable[Plane], full: Plane) -> Plane:
    return reduce(np.bitwise_and, planes, full)


def picked(rows: Plane, one: Plane, other: Plane) -> Plane:
    """``one`` where ``rows`` is set, ``other`` elsewhere."""
    return (one & rows) | (other & ~rows)


def counted(planes: Iterable[Plane], count: int, full: Plane) -> Plane:
    """The rows that are set in at least ``count`` of ``planes``."""
    reached = [full, *(full ^ full for _ in range(count))]
    for plane in planes:
        for step in range(count, 0, -1):
            reached[step] = reached[step] | (reached[step - 1] & plane)
    return reached[count]


def rounded_up(count: int) -> int:
    """The next multiple of 64."""
    return -(-count // WORD) * WORD
