"""Random choices that come out alike on every Python: integers only, no platform's exp or log."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")
WHOLE_BP = 10_000
_NORMAL_DRAWS = 12
_ARITHMETIC = Context(prec=12)


def stream(seed: int, *, part: int, number: int) -> Random:
    """A generator for record ``number`` of ``part`` alone: records do not disturb each other."""
    return Random(seed * 1_000_003 + part * 100_000_007 + number)  # noqa: S311 - not a secret


def chance(rng: Random, bp: int) -> bool:
    """True in ``bp`` of 10,000 draws."""
    return rng.randrange(WHOLE_BP) < bp


def between(rng: Random, low: int, high: int) -> int:
    """An integer from ``low`` to ``high``, both included."""
    return low + rng.randrange(high - low + 1)


def choose(rng: Random, options: Sequence[T]) -> T:
    return options[rng.randrange(len(options))]


def choose_weighted(rng: Random, options: Sequence[tuple[T, int]]) -> T:
    """One option; each comes with its weight."""
    left = rng.randrange(sum(weight for _, weight in options))
    for option, weight in options:
        if left < weight:
            return option
        left -= weight
    raise AssertionError("the weights do not add up")


def normal_bp(rng: Random, *, mean: int, deviation: int) -> int:
    """A nearly normal draw: twelve uniform draws added."""
    total = sum(rng.randrange(WHOLE_BP + 1) for _ in range(_NORMAL_DRAWS))
    return mean + (total - _NORMAL_DRAWS * WHOLE_BP // 2) * deviation // WHOLE_BP


def lognormal(rng: Random, *, median: int, deviation_bp: int) -> int:
    """A lognormal draw; ``deviation_bp`` is the standard deviation of its logarithm."""
    exponent = Decimal(normal_bp(rng, mean=0, deviation=deviation_bp)) / WHOLE_BP
    return int(median * _ARITHMETIC.exp(exponent))


def part_of(amount: int, bp: int) -> int:
    """``bp`` of ``amount``, rounded down."""
    return amount * bp // WHOLE_BP


def within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
