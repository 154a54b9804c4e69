"""What a change does to each firm under one clause."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.amounts import (
    CEILING,
    EXACT,
    NOTHING,
    OPEN,
    Amounts,
)
from kechuang.engines.rulebook.columns.answering import ClauseAnswers
from kechuang.engines.rulebook.columns.results import ORDER, spread_amounts, verdict_codes
from kechuang.engines.rulebook.verdict import Verdict

BOUNDLESS = 2**62
SETTLED = (NOTHING, EXACT, CEILING)
POSSIBLE, MET, NOT_MET, UNKNOWN = (ORDER.index(one) for one in (
    Verdict.POSSIBLE, Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
))  # fmt: skip


class Outcome(IntEnum):
    """``UNSETTLED``: what is unknown or left to experts on one side; neither gain nor loss."""

    SAME = 0
    GAINS = 1
    LOSES = 2
    MORE = 3
    LESS = 4
    UNSETTLED = 5


class Side(NamedTuple):
    """What a clause says to the firms of a block, before or after: codes of ``ORDER``, amounts."""

    verdicts: NDArray[np.uint8]
    amounts: Amounts

    @property
    def lows(self) -> NDArray[Any]:
        """The least that is due, 0 where nothing is certain."""
        return np.where(self.amounts.low == OPEN, 0, self.amounts.low)

    @property
    def highs(self) -> NDArray[Any]:
        """The most that is due, ``BOUNDLESS`` where no bound is known."""
        no_bound = (self.amounts.high == OPEN) & (self.amounts.kind != NOTHING)
        most = np.where(self.amounts.high == OPEN, 0, self.amounts.high)
        return np.where(no_bound, BOUNDLESS, most)

    @property
    def is_settled(self) -> NDArray[np.bool_]:
        """Where no fact is missing for the amount: it is exact, a ceiling, or none."""
        return np.isin(self.amounts.kind, SETTLED)


def side_of(answers: ClauseAnswers | None, rows: int) -> Side:
    """``answers`` row by row; a clause that is not there is met by nobody."""
    if answers is None:
        nothing = np.full(rows, OPEN, np.int64)
        amounts = Amounts(np.full(rows, NOTHING, np.uint8), nothing, nothing)
        return Side(np.full(rows, NOT_MET, np.uint8), amounts)
    return Side(verdict_codes(answers)[:rows], spread_amounts(answers, rows))


def outcomes_of(before: Side, after: Side) -> NDArray[np.uint8]:
    """The ``Outcome`` of each firm."""
    is_less, is_more = _at_most(after, before), _at_most(before, after)
    is_equal = is_less & is_more
    is_told = (before.verdicts == MET) & before.is_settled & after.is_settled
    surely_more, surely_less = before.highs < after.lows, after.highs < before.lows
    moved = before.verdicts != after.verdicts
    was_no, is_no = before.verdicts == NOT_MET, after.verdicts == NOT_MET
    told: Iterable[tuple[NDArray[np.bool_], Outcome]] = (
        (was_no & (after.verdicts == MET), Outcome.GAINS),
        ((before.verdicts == MET) & is_no, Outcome.LOSES),
        (moved, Outcome.UNSETTLED),
        (is_no | is_equal, Outcome.SAME),
        (before.verdicts != MET, Outcome.UNSETTLED),
        (is_told & is_more | surely_more, Outcome.MORE),
        (is_told & is_less | surely_less, Outcome.LESS),
    )
    where, which = zip(*told, strict=True)
    return np.asarray(np.select(where, which, Outcome.UNSETTLED), np.uint8)


def _at_most(one: Side, other: Side) -> NDArray[np.bool_]:
    """Where ``one`` gives no more than ``other``, at the least and at the most."""
    return np.asarray((one.lows <= other.lows) & (one.highs <= other.highs), np.bool_)
