"""Tipping points: the smallest change of one weight that moves a firm across a line.

Exact to a basis point of the weight. A firm's points after a change are a ratio of two linear
functions of it, so another firm overtakes where a quadratic changes its sign: those places are
found, every whole basis point around them is asked exactly, and the crossings are counted in order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.standing.cohort import Cohort
from kechuang.engines.standing.exact import Wholes, fitting
from kechuang.engines.standing.lines import Line

UNIT = 10_000
LEAST, MOST = -9_999, 10_000
NEAR = range(-2, 4)


class TippingPoint(NamedTuple):
    """Changes of one weight in basis points of itself, renormalised.

    None where no change from almost nothing to the double moves the firm across the line.
    """

    indicator: str
    smaller_bp: int | None
    greater_bp: int | None


class Curves(NamedTuple):
    """(rise·k + start) ÷ (slope·k + base) are the points of each firm after k basis points."""

    rise: Wholes
    start: Wholes
    slope: Wholes
    base: Wholes


def tipping_points(cohort: Cohort, firm: int, line: Line) -> tuple[TippingPoint, ...]:
    """For every indicator, counting what is proven of each firm."""
    line.check()
    return tuple(
        TippingPoint(one.id, *_tips(_curves(cohort, place), firm, line))
        for place, one in enumerate(cohort.scheme.indicators[: cohort.scheme.weighed])
    )


def _curves(cohort: Cohort, indicator: int) -> Curves:
    weights = cohort.scheme.reduced()
    total, own = weights.sum(axis=1)[cohort.stage], weights[:, indicator][cohort.stage]
    gained, taken = cohort.certain()
    most = int(max(gained.max(), taken.max(), 1))
    bound = 16 * most * (UNIT * int(total.max())) ** 2
    total, own, gained, taken, points = (
        fitting(one, bound) for one in (total, own, gained, taken, cohort.low[:, indicator])
    )
    return Curves(points * total - taken * own, UNIT * (gained - taken) * total, own, UNIT * total)


def _tips(curves: Curves, firm: int, line: Line) -> tuple[int | None, int | None]:
    if line.at_least is not None:
        return _tips_of_mark(curves, firm, line.at_least)
    return _tips_of_places(curves, firm, line.first or 0)


def _tips_of_mark(curves: Curves, firm: int, mark: int) -> tuple[int | None, int | None]:
    rise, start, slope, base = (int(one[firm]) for one in curves)
    margin, step = start - mark * base, rise - mark * slope
    return _negative(_first_crossing(margin, -step, -LEAST)), _first_crossing(margin, step, MOST)


def _first_crossing(margin: int, step: int, most: int) -> int | None:
    """The least k ≥ 1 at which ``margin + k·step`` is on the other side of being ≥ 0."""
    if (step >= 0) if margin >= 0 else (step <= 0):
        return None
    change = margin // -step + 1 if margin >= 0 else -(margin // step)
    return change if change <= most else None


def _negative(change: int | None) -> int | None:
    return None if change is None else -change


def _tips_of_places(curves: Curves, firm: int, first: int) -> tuple[int | None, int | None]:
    others = Curves(*(np.delete(one, firm) for one in curves))
    own = Curves(*(one[firm : firm + 1] for one in curves))
    if not len(others.rise):
        return None, None
    start = int(_is_above(others, own, np.zeros((len(others.rise), 1), np.int64)).sum())
    crossings = _crossings(others, own)
    greater = _first_change(start, first, [(k, delta) for k, delta in crossings if k > 0])
    back = [(1 - k, -delta) for k, delta in crossings if k <= 0]
    return _negative(_first_change(start, first, sorted(back))), greater


def _first_change(count: int, first: int, crossings: list[tuple[int, int]]) -> int | None:
    """Where the number of firms above passes from under ``first`` to not, or back."""
    was_on = count < first
    for k, delta in crossings:
        count += delta
        if (count < first) is not was_on:
            return k
    return None


def _crossings(others: Curves, own: Curves) -> list[tuple[int, int]]:
    """By k, ascending: by how many the firms above grow from k − 1 to k."""
    near = _candidates(others, own)
    asked = np.clip(near[:, :, None] + np.array(NEAR), LEAST + 1, MOST).reshape(len(near), -1)
    asked = np.sort(asked, axis=1)
    delta = _is_above(others, own, asked).astype(np.int64) - _is_above(others, own, asked - 1)
    delta[:, 1:][asked[:, 1:] == asked[:, :-1]] = 0
    where = np.nonzero(delta)
    at, index = np.unique(asked[where], return_inverse=True)
    change = np.zeros(len(at), np.int64)
    np.add.at(change, index, delta[where])
    return list(zip(at.tolist(), change.tolist(), strict=True))


def _is_above(others: Curves, own: Curves, k: NDArray[np.int64]) -> NDArray[np.bool_]:
    rise, start, slope, base = (one[:, None] for one in others)
    mine = np.maximum(own.rise * k + own.start, 0)
    above = (rise * k + start) * (own.slope * k + own.base) > mine * (slope * k + base)
    return above.astype(np.bool_)


def _candidates(others: Curves, own: Curves) -> NDArray[np.int64]:
    """Places near every change of sign; they are only asked, never trusted."""
    rise, start, slope, base = (one.astype(np.float64) for one in others)
    rise0, start0, slope0, base0 = (one.astype(np.float64) for one in own)
    square = rise * slope0 - rise0 * slope
    linear = rise * base0 + start * slope0 - rise0 * base - start0 * slope
    constant = start * base0 - start0 * base
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(np.maximum(linear**2 - 4 * square * constant, 0))
        part = -(linear + np.where(linear < 0, -root, root)) / 2
        found = [part / square, constant / part, -linear / (2 * square), -start / rise]
        found.append(np.broadcast_to(-start0 / rise0, rise.shape))
    near = np.stack(found, axis=1)
    near = np.nan_to_num(near, nan=0.0, posinf=MOST, neginf=LEAST)
    return np.floor(np.clip(near, LEAST, MOST)).astype(np.int64)
