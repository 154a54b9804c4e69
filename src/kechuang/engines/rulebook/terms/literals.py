"""Constants as an official writes them: 5000万元, 2%, 0.5‰, 500人, 365天, 2026-11-21."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.facts import FactValue
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.money import (
    FEN_PER_WAN_YUAN,
    FEN_PER_YI_YUAN,
    FEN_PER_YUAN,
)
from kechuang.engines.wording import Text

UNITS: dict[str, tuple[Kind, Fraction]] = {
    "亿元": (Kind.MONEY, Fraction(FEN_PER_YI_YUAN)),
    "万元": (Kind.MONEY, Fraction(FEN_PER_WAN_YUAN)),
    "元": (Kind.MONEY, Fraction(FEN_PER_YUAN)),
    "%": (Kind.RATIO, Fraction(1, 100)),
    "‰": (Kind.RATIO, Fraction(1, 1000)),
    "天": (Kind.DAYS, Fraction(1)),
    "年": (Kind.MONTHS, Fraction(12)),
    "个月": (Kind.MONTHS, Fraction(1)),
    **dict.fromkeys(
        ("平方米", "人", "名", "件", "项", "家", "台", "套", "次", "个", "分", ""),
        (Kind.COUNT, Fraction(1)),
    ),
}
NUMBER = r"[0-9][0-9_]{0,20}(?:\.[0-9]{1,9})?"
UNIT = "|".join(re.escape(unit) for unit in UNITS if unit)
_WRITTEN = re.compile(rf"(-?)({NUMBER})\s*({UNIT}|)")
_BASIS_POINTS = 10_000


class Literal(NamedTuple):
    """A constant and its kind: money in fen, ratios as exact fractions; ``unit`` as written."""

    value: Fraction | int | date
    kind: Kind
    unit: str = ""


def read_literal(written: str) -> Literal:
    """The constant ``written``; WordingError when it is none."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return Literal(_read_date(written), Kind.DATE)
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        raise _unreadable(written)
    sign, digits, unit = match.groups()
    kind, size = UNITS[unit]
    exact = Fraction(digits.replace("_", "")) * size * (-1 if sign else 1)
    if kind is not Kind.RATIO and exact.denominator != 1:
        raise _unreadable(written)
    return Literal(exact.numerator if exact.denominator == 1 else exact, kind, unit)


def read_fact_value(written: object, kind: Kind) -> FactValue:
    """A fact value of ``kind`` from YAML: 5000万元 → fen, 3.65% → basis points."""
    if kind is Kind.FLAG:
        if isinstance(written, bool):
            return written
        raise _unreadable(written)
    if kind in (Kind.CODE, Kind.TEXT):
        return str(written)
    if isinstance(written, date) and kind is Kind.DATE:
        return written
    literal = read_literal(str(written))
    if literal.kind is not kind and not (kind is Kind.DAYS and literal.kind is Kind.COUNT):
        raise _unreadable(written)
    return _as_stored(literal, written)


def _as_stored(literal: Literal, written: object) -> FactValue:
    if isinstance(literal.value, date):
        return literal.value
    scaled = literal.value * (_BASIS_POINTS if literal.kind is Kind.RATIO else 1)
    if Fraction(scaled).denominator != 1:
        raise _unreadable(written)
    return int(scaled)


def _read_date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise WordingError(
            Text(f"“{written}”不是真实的日期", f"“{written}” is not a real date"),
            Text("请写成 2026-11-21 的形式", "write it like 2026-11-21"),
        ) from None


def _unreadable(written: object) -> WordingError:
    return WordingError(
        Text(f"读不懂“{written}”", f"cannot read “{written}”"),
        Text(
            "金额写 5000万元，比率写 3%，数量写 500，日期写 2026-11-21，是否写 true/false",
            "write money 5000万元, ratios 3%, counts 500, dates 2026-11-21, flags true/false",
        ),
    )
