"""The one place where a fraction of a fen becomes a whole one; every rule names its rounding.

The numerator may have any sign, the denominator is positive. Same results as ``ROUND_HALF_UP``,
``ROUND_FLOOR`` and ``ROUND_CEILING`` of the General Decimal Arithmetic, without decimals.
"""

from __future__ import annotations

from collections.abc import Callable

from kechuang.engines.tally.refusals import need_positive
from kechuang.engines.wording import Text

Rounding = Callable[[int, int], int]
_ROUNDING = Text("分母不能用来取整", "The denominator cannot be rounded by")


def half_up(numerator: int, denominator: int) -> int:
    """四舍五入: the nearest whole number, a half away from zero: 1/2 → 1, −1/2 → −1."""
    need_positive(denominator, _ROUNDING)
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def floor(numerator: int, denominator: int) -> int:
    """舍去: the whole number at or below: 7/2 → 3, −7/2 → −4."""
    need_positive(denominator, _ROUNDING)
    return numerator // denominator


def ceiling(numerator: int, denominator: int) -> int:
    """进位: the whole number at or above: 7/2 → 4, −7/2 → −3."""
    need_positive(denominator, _ROUNDING)
    return -(-numerator // denominator)
