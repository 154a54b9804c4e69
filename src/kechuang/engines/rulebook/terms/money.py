"""Money is whole fen: where a fraction of a fen is rounded, and how a sum is written."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.rulebook.terms.decimals import Rounding, round_half_up, written
from kechuang.engines.wording import Text

FEN_PER_YUAN = 100
FEN_PER_WAN_YUAN = 1_000_000
FEN_PER_YI_YUAN = 10_000 * FEN_PER_WAN_YUAN

# Chinese keeps to 万元, the unit of policy texts, unless two decimals of it would show nothing.
_ZH_STEPS = ((FEN_PER_WAN_YUAN // 100, FEN_PER_WAN_YUAN, "万元"), (0, FEN_PER_YUAN, "元"))
_EN_STEPS = (
    (100_000_000_000, 100_000_000_000, " billion"),
    (100_000_000, 100_000_000, " million"),
    (0, FEN_PER_YUAN, ""),
)


def whole_money(fen: int) -> Text:
    """``fen`` to the last one: 123.456789万元, CNY 1,234,567.89."""
    sign, (yuan, rest) = "-" if fen < 0 else "", divmod(abs(fen), FEN_PER_YUAN)
    wan = written(Fraction(fen, FEN_PER_WAN_YUAN), 6)
    return Text(f"{wan}万元", f"CNY {sign}{yuan:,}.{rest:02d}")


def rounded_money(fen: Fraction | int, digits: int = 2, rounding: Rounding = round_half_up) -> Text:
    """``fen`` in the unit that fits its size: 3,120万元, CNY 31.2 million."""
    zh = _scaled(fen, _ZH_STEPS, digits, rounding)
    return Text(zh, "CNY " + _scaled(fen, _EN_STEPS, digits, rounding))


def _scaled(
    fen: Fraction | int, steps: tuple[tuple[int, int, str], ...], digits: int, rounding: Rounding
) -> str:
    size = abs(Fraction(fen))
    _, scale, unit = next(step for step in steps if size >= step[0])
    return written(Fraction(fen, scale), digits, rounding) + unit
