"""Counts and sums over firms, before and after, that add up over blocks and groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.amounts import NOTHING
from kechuang.engines.rulebook.comparing.groups import Group, Grouped
from kechuang.engines.rulebook.comparing.outcomes import (
    BOUNDLESS,
    MET,
    NOT_MET,
    POSSIBLE,
    UNKNOWN,
    Outcome,
    Side,
)

SUMS_FIT = 2**46  # a block of 2**16 amounts below it adds up within 64 bits


class Reach(NamedTuple):
    """How many firms per verdict, and fen that are never added together.

    ``certain_fen``: the least that firms which meet the clause are due. ``ceiling_fen``: the most
    they may get. ``possible_fen``: the most that firms could get about which something is unknown
    or left to experts. ``unbounded``: firms that meet it whose most nobody can tell.
    """

    met: int = 0
    possible: int = 0
    unknown: int = 0
    not_met: int = 0
    certain_fen: int = 0
    ceiling_fen: int = 0
    possible_fen: int = 0
    unbounded: int = 0


class Tally(NamedTuple):
    """``firms`` counted, with how many of them each outcome befalls."""

    firms: int = 0
    gains: int = 0
    loses: int = 0
    more: int = 0
    less: int = 0
    unsettled: int = 0
    before: Reach = Reach()
    after: Reach = Reach()

    @property
    def is_same(self) -> bool:
        """Nothing befalls anybody, and no sum moves."""
        return not any(self[1:6]) and self.before == self.after

    @property
    def flat(self) -> tuple[int, ...]:
        told = (self.firms, self.gains, self.loses, self.more, self.less, self.unsettled)
        return (*told, *self.before, *self.after)

    @classmethod
    def of(cls, flat: Iterable[int]) -> Tally:
        """The tally whose ``flat`` this is."""
        firms, gains, loses, more, less, unsettled, *sides = flat
        size = len(Reach._fields)
        before, after = Reach(*sides[:size]), Reach(*sides[size:])
        return cls(firms, gains, loses, more, less, unsettled, before, after)


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    flats = [tally.flat for tally in tallies]
    return Tally.of(map(sum, zip(*flats, strict=True))) if flats else Tally()


def tallied(
    groups: Grouped, outcomes: NDArray[np.uint8], before: Side, after: Side
) -> Iterator[tuple[Group, Tally]]:
    """The tally of each group of a block."""
    told = (Outcome.GAINS, Outcome.LOSES, Outcome.MORE, Outcome.LESS, Outcome.UNSETTLED)
    columns = [np.ones(len(outcomes), np.int64), *(outcomes == one for one in told)]
    columns += [*_reach(before), *_reach(after)]
    order = np.argsort(groups.codes, kind="stable")
    starts = np.searchsorted(groups.codes[order], np.arange(len(groups.groups)))
    if not len(order):
        return
    sums = [np.add.reduceat(_summable(column)[order], starts) for column in columns]
    for place, group in enumerate(groups.groups):
        yield group, Tally.of(int(column[place]) for column in sums)


def _reach(side: Side) -> list[NDArray[Any]]:
    is_met = side.verdicts == MET
    is_open = (side.verdicts == POSSIBLE) | (side.verdicts == UNKNOWN)
    is_due = side.amounts.kind != NOTHING
    is_boundless = is_due & (side.highs == BOUNDLESS)
    most = np.where(is_boundless, 0, side.highs)
    return [
        *(side.verdicts == one for one in (MET, POSSIBLE, UNKNOWN, NOT_MET)),
        np.where(is_met, side.lows, 0),
        np.where(is_met, most, 0),
        np.where(is_open, most, 0),
        is_met & is_boundless,
    ]


def _summable(column: NDArray[Any]) -> NDArray[Any]:
    if column.dtype == np.bool_:
        return column.astype(np.int64)
    return column.astype(object) if column.max(initial=0) >= SUMS_FIT else column
