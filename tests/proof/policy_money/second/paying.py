"""Payments by terms, in fractions of a yuan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.proof.policy_money.second import Refused
from tests.proof.policy_money.second.rounding import whole

Bounds = tuple[int, int, int | None]
PER_CENT = Fraction(1, 100)


def settled(exact: Fraction, bounds: Bounds, rounding: str) -> tuple[int, str]:
    least, floor, cap = bounds
    if cap is not None and floor > cap:
        raise Refused
    if exact < least:
        return 0, "least"
    inside = max(exact, Fraction(floor)) if cap is None else sorted((floor, exact, cap))[1]
    name = "none" if inside == exact else "floor" if inside > exact else "cap"
    return whole(Fraction(inside), rounding), name


def at_rate(base: int, rate: int, bounds: Bounds, rounding: str) -> tuple[int, str]:
    return settled(base * (rate * PER_CENT) * PER_CENT, bounds, rounding)


def in_brackets(
    base: int, tops: Sequence[int], rates: Sequence[int], bounds: Bounds, rounding: str
) -> tuple[int, str]:
    """By rising rates: what exceeds each top earns the difference to the rate below it."""
    if list(tops) != sorted(set(tops)) or any(top <= 0 for top in tops):
        raise Refused
    earned, below = Fraction(0), 0
    for start, rate in zip((0, *tops), rates, strict=True):
        earned += max(base - start, 0) * Fraction(rate - below, 10_000)
        below = rate
    return settled(earned, bounds, rounding)


def per_full_step(base: int, step: int, award: int, bounds: Bounds) -> tuple[int, str]:
    if not step:
        raise Refused
    return settled(Fraction(whole(Fraction(base, step), "floor") * award), bounds, "half_up")


def by_year(
    base: int, rates: Sequence[int], year: int, bounds: Bounds, rounding: str
) -> tuple[int, str]:
    if year < 1 or list(rates) != sorted(rates, reverse=True):
        raise Refused
    return at_rate(base, dict(enumerate(rates, start=1)).get(year, 0), bounds, rounding)


def interest(
    principal: int, rate: int, days: int, in_year: int, share: int, bounds: Bounds, rounding: str
) -> tuple[int, str]:
    """Day by day: what one day costs, times the days, times the share that is borne."""
    if in_year not in (360, 365):
        raise Refused
    one_day = principal * (rate * PER_CENT * PER_CENT) / in_year
    return settled(one_day * days * share / 10_000, bounds, rounding)


def still_due(entitled: int, paid: Sequence[int]) -> int:
    left = entitled
    for payment in paid:
        left -= min(payment, left)
    return left
