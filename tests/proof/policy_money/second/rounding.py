"""Rounding by decimals with far more digits than any amount here can need."""

from __future__ import annotations

import decimal
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from tests.proof.policy_money.second import Refused

DIGITS = decimal.Context(prec=400)
MODES = {"half_up": ROUND_HALF_UP, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def rounded(numerator: int, denominator: int, rounding: str) -> int:
    if denominator <= 0:
        raise Refused
    exact = DIGITS.divide(Decimal(numerator), Decimal(denominator))
    return int(exact.to_integral_value(MODES[rounding], DIGITS))


def whole(exact: Fraction, rounding: str) -> int:
    return rounded(exact.numerator, exact.denominator, rounding)
