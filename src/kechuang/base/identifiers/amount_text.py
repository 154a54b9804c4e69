"""Amounts for people to read. Nothing is rounded: a unit is used only where it is exact."""

from __future__ import annotations

from kechuang.base.identifiers.money_units import MoneyUnit
from kechuang.engines.wording import Text

ENGLISH_UNITS = ((10**11, "billion"), (10**8, "million"))


def amount_text(fen: int) -> Text:
    """3_120_000_000 fen as ``3,120.00万元`` and ``CNY 31.2 million``."""
    sign = "-" if fen < 0 else ""
    return Text(sign + _in_chinese(abs(fen)), f"CNY {sign}{_in_english(abs(fen))}")


def _in_chinese(fen: int) -> str:
    for unit in (MoneyUnit.HUNDRED_MILLION, MoneyUnit.TEN_THOUSAND):
        if _is_exact(fen, unit.fen):
            return f"{_two_decimals(fen * 100 // unit.fen)}{unit.value}"
    return f"{_two_decimals(fen)}{MoneyUnit.YUAN.value}"


def _in_english(fen: int) -> str:
    for size, name in ENGLISH_UNITS:
        if _is_exact(fen, size):
            return f"{_two_decimals(fen * 100 // size).rstrip('0').rstrip('.')} {name}"
    return _two_decimals(fen).removesuffix(".00")


def _is_exact(fen: int, size: int) -> bool:
    return fen >= size and fen * 100 % size == 0


def _two_decimals(hundredths: int) -> str:
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"
