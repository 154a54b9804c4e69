"""By what firms are counted: district, number of employees, industry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.frames import Frame, Numbers, Words
from kechuang.engines.rulebook.columns.planes import unpacked
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.terms.codes import industry_section

UNTOLD = ""
SIZES = ("0-19", "20-299", "300-999", "1000-")
BOUNDS = (20, 300, 1000)


class Group(NamedTuple):
    """``district``: region code; ``size``: employees of last year; ``industry``: its letter.

    Each is empty where nobody has told it. The sizes count people only: they are bands of ours
    (示例), not the official classification of enterprises.
    """

    district: str
    size: str
    industry: str


AXES = Group._fields


class Grouped(NamedTuple):
    """``codes``: for each firm the place of its group in ``groups``."""

    codes: NDArray[np.intp]
    groups: tuple[Group, ...]


def group_facts(on: date) -> frozenset[Needed]:
    """The facts that tell a firm's group."""
    return frozenset({("region_code", None), ("industry_code", None), _employees(on)})


def grouped(frame: Frame, on: date) -> Grouped:
    """The groups of the firms of ``frame``, those that occur, in their order."""
    axes = [
        _worded(frame, ("region_code", None), str),
        _sized(frame, _employees(on)),
        _worded(frame, ("industry_code", None), industry_section),
    ]
    combined = np.zeros(frame.rows, np.intp)
    for codes, names in axes:
        combined = combined * len(names) + codes
    found, codes = np.unique(combined, return_inverse=True)
    counts = tuple(len(names) for _, names in axes)
    places = [np.unravel_index(one, counts) for one in found]
    groups = tuple(
        Group(*(axes[axis][1][place] for axis, place in enumerate(one))) for one in places
    )
    return Grouped(codes.reshape(-1), groups)


def in_order(name: str) -> tuple[bool, int, str]:
    """A key to sort the names of an axis by: codes rising, sizes rising, what is untold last."""
    return name == UNTOLD, SIZES.index(name) if name in SIZES else 0, name


def _employees(on: date) -> Needed:
    return "employees", str(on.year - 1)


def _worded(
    frame: Frame, key: Needed, name_of: Callable[[str], str]
) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    column = frame.columns.get(key)
    if not isinstance(column, Words) or not column.told:
        return np.zeros(frame.rows, np.intp), (UNTOLD,)
    words = [name_of(word) for word in column.told]
    names = (UNTOLD, *sorted(set(words) - {UNTOLD}))
    place_of = np.array([names.index(word) for word in words], np.intp)
    known = unpacked(column.known)[: frame.rows]
    return np.where(known, place_of[column.places[: frame.rows]], 0), names


def _sized(frame: Frame, key: Needed) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    column = frame.columns.get(key)
    if not isinstance(column, Numbers):
        return np.zeros(frame.rows, np.intp), (UNTOLD,)
    bands = np.digitize(column.values[: frame.rows], BOUNDS) + 1
    known = unpacked(column.known)[: frame.rows]
    return np.where(known, bands, 0).astype(np.intp), (UNTOLD, *SIZES)
