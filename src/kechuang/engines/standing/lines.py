"""Lists that follow from a score: who is on, who is off, who may be either."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import numpy as np

from kechuang.engines.standing.cohort import Totals
from kechuang.engines.standing.exact import Wholes
from kechuang.engines.standing.places import Places
from kechuang.engines.standing.refusals import StandingError
from kechuang.engines.wording import Text


class Place(StrEnum):
    ON = "on"
    POSSIBLE = "possible"
    OFF = "off"


class Line(NamedTuple):
    """Either at least so many points (thousandths), or one of the first so many places.

    Whoever shares the last place is on the list too.
    """

    at_least: int | None = None
    first: int | None = None

    def check(self) -> None:
        """StandingError unless exactly one of the two is given, and positive."""
        given = [number for number in self if number is not None]
        if len(given) != 1 or given[0] < 1:
            raise StandingError(
                Text("名单的入围线", "the line of the list"),
                Text("须写一个分数线或一个名次", "it is one mark or one number of places"),
                Text("请写 at_least 或 first 之一", "write either at_least or first"),
            )


class Placement(NamedTuple):
    """Where each firm stands to the line.

    ``proven_line``: the points that are enough when all count only what is proven; ``margin_low``
    and ``margin_high``: a firm's interval less that line (thousandths, negative: short of it).
    """

    places: tuple[Place, ...]
    proven_line: int
    margin_low: Wholes
    margin_high: Wholes


def place_firms(line: Line, totals: Totals, places: Places) -> Placement:
    """On: by the worst case. Off: even by the best. Possible: what is unknown decides."""
    line.check()
    if line.at_least is not None:
        surely, perhaps = totals.low >= line.at_least, totals.high >= line.at_least
        mark = line.at_least
    else:
        surely, perhaps = places.worst <= line.first, places.best <= line.first
        mark = _mark_of(line.first or 0, totals.low)
    sides = np.where(surely, 2, np.where(perhaps, 1, 0))
    named = (Place.OFF, Place.POSSIBLE, Place.ON)
    return Placement(
        tuple(named[side] for side in sides.tolist()), mark, totals.low - mark, totals.high - mark
    )


def _mark_of(first: int, low: Wholes) -> int:
    ordered = np.sort(low)[::-1]
    return int(ordered[min(first, len(ordered)) - 1]) if len(ordered) else 0
