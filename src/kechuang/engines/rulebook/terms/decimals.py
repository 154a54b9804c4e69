"""Numbers as digits: thousands apart, no needless zeros."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kechuang.engines.tally import half_up

Rounding = Callable[[Fraction | int], int]


def round_half_up(number: Fraction | int) -> int:
    """A half goes away from zero, as the tally rounds: 0.5 → 1, −0.5 → −1."""
    return half_up(number.numerator, number.denominator)


def written(number: Fraction | int, digits: int, rounding: Rounding = round_half_up) -> str:
    """At most ``digits`` decimals: 7928.226868 with two is 7,928.23, 20 is 20."""
    scaled = rounding(number * 10**digits)
    sign, size = ("-", -scaled) if scaled < 0 else ("", scaled)
    whole, rest = divmod(size, 10**digits)
    decimals = f"{rest:0{digits}d}".rstrip("0") if rest else ""
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"
