"""How values are shown to people, in both languages; exact wherever the difference would hide."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.money import FEN_PER_WAN_YUAN, round_half_up
from kechuang.engines.wording import Text

Value = Fraction | int | bool | str | date
_YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}


@lru_cache(maxsize=65_536)
def shown(value: Value, kind: Kind, digits: int = 2) -> Text:
    """``value`` for a reader: money as 万元 and CNY, ratios as percent with ``digits`` decimals."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, str | date):
        return Text(str(value), str(value))
    if kind is Kind.MONEY:
        return _money(round_half_up(value))
    if kind is Kind.RATIO:
        percent = _decimal(value * 100, digits) + "%"
        return Text(percent, percent)
    number = _decimal(value, digits)
    return Text(f"{number}天", f"{number} days") if kind is Kind.DAYS else Text(number, number)


def shown_apart(left: Value, right: Value, kind: Kind) -> tuple[Text, Text]:
    """Both values with as many decimals as it takes to tell them apart."""
    for digits in (2, 4, 8):
        pair = shown(left, kind, digits), shown(right, kind, digits)
        if pair[0] != pair[1] or left == right:
            return pair
    return pair


def _money(fen: int) -> Text:
    sign, size = ("-", -fen) if fen < 0 else ("", fen)
    whole, rest = divmod(size, FEN_PER_WAN_YUAN)
    decimals = f"{rest:06d}".rstrip("0") or "0"
    return Text(f"{sign}{whole}.{decimals}万元", f"CNY {sign}{size // 100:,}.{size % 100:02d}")


def _decimal(value: Fraction | int, digits: int) -> str:
    if isinstance(value, int):
        return str(value)
    scaled = round_half_up(value * 10**digits)
    sign, size = ("-", -scaled) if scaled < 0 else ("", scaled)
    whole, rest = divmod(size, 10**digits)
    decimals = f"{rest:0{digits}d}".rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
