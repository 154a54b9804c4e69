"""Money is whole fen. The one place where a fraction of a fen is rounded."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

FEN_PER_YUAN = 100
FEN_PER_WAN_YUAN = 1_000_000
FEN_PER_YI_YUAN = 10_000 * FEN_PER_WAN_YUAN


def round_half_up(amount: Fraction | int) -> int:
    """ROUND_HALF_UP to whole fen, away from zero: 0.5 → 1, −0.5 → −1."""
    if isinstance(amount, int):
        return amount
    half_up = floor(abs(amount) + Fraction(1, 2))
    return half_up if amount >= 0 else -half_up


def shortage_in_whole(amount: Fraction | int) -> int:
    """The smallest whole number that covers ``amount``: a shortage is never understated."""
    return ceil(amount)
