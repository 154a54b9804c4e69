"""Kinds of value and which of them may meet in one operation."""

from __future__ import annotations

from enum import StrEnum

from kechuang.engines.packfile import WordingError
from kechuang.engines.wording import Text


class Kind(StrEnum):
    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    DAYS = "days"
    FLAG = "flag"
    DATE = "date"
    CODE = "code"
    TEXT = "text"
    LIST = "list"
    MONTHS = "months"


NAMES = {
    Kind.MONEY: Text("金额", "money"),
    Kind.COUNT: Text("数量", "count"),
    Kind.RATIO: Text("比率", "ratio"),
    Kind.DAYS: Text("天数", "days"),
    Kind.FLAG: Text("是否", "flag"),
    Kind.DATE: Text("日期", "date"),
    Kind.CODE: Text("代码", "code"),
    Kind.TEXT: Text("文字", "text"),
    Kind.LIST: Text("清单", "list"),
    Kind.MONTHS: Text("年月", "months"),
}
STORED_AS = {
    Kind.MONEY: Text("以分为单位的整数", "a whole number of fen"),
    Kind.COUNT: Text("整数", "a whole number"),
    Kind.RATIO: Text("以万分之一为单位的整数", "a whole number of basis points"),
    Kind.DAYS: Text("以天为单位的整数", "a whole number of days"),
    Kind.FLAG: Text("是或否（true/false）", "true or false"),
    Kind.DATE: Text("日期（2026-11-21）", "a date such as 2026-11-21"),
    Kind.CODE: Text("代码文字", "a code as text"),
    Kind.TEXT: Text("文字", "text"),
    Kind.LIST: Text("记录清单（JSON）", "a list of records (JSON)"),
}
NUMERIC = frozenset({Kind.MONEY, Kind.COUNT, Kind.RATIO, Kind.DAYS})

_SUMS = {
    (Kind.RATIO, Kind.COUNT): Kind.RATIO,
    (Kind.COUNT, Kind.RATIO): Kind.RATIO,
    (Kind.DATE, Kind.DAYS): Kind.DATE,
    (Kind.DATE, Kind.MONTHS): Kind.DATE,
}
_PRODUCTS = {
    (Kind.COUNT, Kind.COUNT): Kind.COUNT,
    (Kind.RATIO, Kind.RATIO): Kind.RATIO,
    **{(Kind.RATIO, kind): kind for kind in (Kind.MONEY, Kind.DAYS)},
    **{(kind, Kind.RATIO): kind for kind in (Kind.MONEY, Kind.DAYS)},
    **{(Kind.COUNT, kind): kind for kind in (Kind.MONEY, Kind.RATIO, Kind.DAYS)},
    **{(kind, Kind.COUNT): kind for kind in (Kind.MONEY, Kind.RATIO, Kind.DAYS)},
}
_QUOTIENTS = {
    **{(kind, kind): Kind.RATIO for kind in NUMERIC},
    (Kind.MONEY, Kind.COUNT): Kind.MONEY,
    (Kind.MONEY, Kind.RATIO): Kind.MONEY,
    (Kind.RATIO, Kind.COUNT): Kind.RATIO,
}


def joined(operator: str, left: Kind, right: Kind) -> Kind:
    """The kind of ``left operator right``; WordingError when the two cannot meet."""
    found = _joined(operator, left, right)
    if found is None:
        raise mismatch(left, right)
    return found


def _joined(operator: str, left: Kind, right: Kind) -> Kind | None:
    if operator == "*":
        return _PRODUCTS.get((left, right))
    if operator == "/":
        return _QUOTIENTS.get((left, right))
    if left == right and left in NUMERIC:
        return left
    if operator == "-" and (left, right) == (Kind.DATE, Kind.DATE):
        return Kind.DAYS
    return _SUMS.get((left, right))


def mismatch(left: Kind, right: Kind) -> WordingError:
    one, other = NAMES[left], NAMES[right]
    return WordingError(
        Text(f"{one.zh}不能与{other.zh}放在一起算或比", f"{one.en} cannot meet {other.en}"),
        Text(
            "请统一单位：金额写“万元”，比率写“%”，数量写整数",
            "use one unit: money with 万元, ratios with %, counts as whole numbers",
        ),
    )
