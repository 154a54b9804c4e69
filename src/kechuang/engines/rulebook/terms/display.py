"""How values are shown to people, in both languages; exact wherever the difference would hide."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil

from kechuang.engines.rulebook.terms.decimals import round_half_up, written
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.measures import measured
from kechuang.engines.rulebook.terms.money import rounded_money, whole_money
from kechuang.engines.wording import Text

Value = Fraction | int | bool | str | date
YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
_DIGITS = (2, 4, 8)


@lru_cache(maxsize=65_536)
def shown(value: Value, kind: Kind) -> Text:
    """``value`` to reckon with: money to the last fen, ratios as percent with two decimals."""
    if kind is Kind.MONEY and isinstance(value, Fraction | int):
        return whole_money(round_half_up(value))
    return shown_briefly(value, kind)


@lru_cache(maxsize=65_536)
def shown_briefly(value: Value, kind: Kind, unit: str = "", digits: int = 2) -> Text:
    """``value`` to read: money in the unit that fits, ``unit`` behind what is counted."""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, str | date):
        return Text(str(value), str(value))
    if kind is Kind.MONEY:
        return rounded_money(value, digits)
    if kind is Kind.RATIO:
        percent = written(value * 100, digits) + "%"
        return Text(percent, percent)
    return measured(written(value, digits), "天" if kind is Kind.DAYS else unit)


def shown_apart(left: Value, right: Value, kind: Kind, unit: str = "") -> tuple[Text, Text]:
    """Both values with as many decimals as it takes to tell them apart in either language."""
    for digits in _DIGITS:
        one = shown_briefly(left, kind, unit, digits)
        other = shown_briefly(right, kind, unit, digits)
        if left == right or (one.zh != other.zh and one.en != other.en):
            break
    return one, other


def shortage(size: Fraction | int, kind: Kind, unit: str = "") -> Text:
    """How much is short, with two decimals at most; rounded up, so never understated."""
    if kind is Kind.MONEY:
        return rounded_money(size, rounding=ceil)
    if kind is Kind.RATIO:
        points = written(size * 100, 2, rounding=ceil)
        return Text(f"{points}个百分点", f"{points} percentage points")
    return measured(written(ceil(size), 0), "天" if kind is Kind.DAYS else unit)
