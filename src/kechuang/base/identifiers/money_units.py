"""Units in which amounts of renminbi are written, and what a column heading says about them."""

from __future__ import annotations

import re
from enum import Enum

from kechuang.base.identifiers.characters import half_width, quoted
from kechuang.base.identifiers.errors import IdentifierError
from kechuang.engines.wording import Text

UNIT_PATTERN = "万亿元?|亿元?|千万元|百万元|万元?|千元|元"
STATED = re.compile(rf"(?:[(\[【:_ ]|人民币|单位|^)(?P<unit>{UNIT_PATTERN})(?=[)\]】,;_ ]|$)")
SUFFIX = re.compile(r"(?P<unit>(?:万亿|亿|千万|百万|万|千)元)$")


class MoneyUnit(Enum):
    """A unit by its full Chinese name; ``fen`` is its size in 分."""

    YUAN = "元"
    THOUSAND = "千元"
    TEN_THOUSAND = "万元"
    MILLION = "百万元"
    TEN_MILLION = "千万元"
    HUNDRED_MILLION = "亿元"
    TRILLION = "万亿元"

    @property
    def fen(self) -> int:
        return FEN[self]


FEN = {
    MoneyUnit.YUAN: 10**2,
    MoneyUnit.THOUSAND: 10**5,
    MoneyUnit.TEN_THOUSAND: 10**6,
    MoneyUnit.MILLION: 10**8,
    MoneyUnit.TEN_MILLION: 10**9,
    MoneyUnit.HUNDRED_MILLION: 10**10,
    MoneyUnit.TRILLION: 10**14,
}


def unit_named(written: str) -> MoneyUnit:
    """The unit written with or without its 元 (万 is 万元)."""
    return MoneyUnit(written if written.endswith("元") else f"{written}元")


def unit_in_header(header: str) -> MoneyUnit | None:
    """The unit a heading states, as in 营业收入（万元） or 单位：元; None when it states none."""
    plain = half_width(header)
    found = {
        unit_named(match["unit"]) for form in (STATED, SUFFIX) for match in form.finditer(plain)
    }
    if len(found) > 1:
        names = sorted(unit.value for unit in found)
        raise IdentifierError(
            Text(f"列标题{quoted(header)}的单位不清楚", f"Heading {quoted(header)} is unclear"),
            Text(f"同时写了{'、'.join(names)}", f"it states {' and '.join(names)}"),
            Text("请只保留一个单位", "Keep one unit"),
        )
    return found.pop() if found else None
