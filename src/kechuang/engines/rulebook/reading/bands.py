"""Reads score bands such as ``25% <= x < 30%`` and refuses gaps and overlaps."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from kechuang.engines.packfile import Located, WordingError
from kechuang.engines.rulebook.reading.points import read_points
from kechuang.engines.rulebook.rules.bands import Band, Bound, Points, from_lowest
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind, mismatch
from kechuang.engines.rulebook.terms.literals import read_literal
from kechuang.engines.wording import Text

_BETWEEN = re.compile(
    r"(?:(?P<low>[^<>=]+?)\s*(?P<low_sign><=?)\s*)?x(?:\s*(?P<high_sign><=?)\s*(?P<high>[^<>=]+))?"
)
_FROM = re.compile(r"x\s*(?P<sign>>=?)\s*(?P<low>[^<>=]+)")
_EXACTLY = re.compile(r"x\s*==\s*(?P<value>[^<>=]+)")


def read_bands(part: Located, kind: Kind) -> tuple[Band, ...]:
    """The bands of ``part``, lowest first; PackError unless they cover every value exactly once."""
    bands = from_lowest([_read_band(item, kind) for item in part.items])
    if not bands or bands[0].lower is not None or bands[-1].upper is not None:
        part.refuse(
            Text("分档没有覆盖全部数值", "the bands do not cover every value"),
            Text("请补上最低档（x < …）和最高档（x >= …）", "add the lowest and the highest band"),
        )
    for below, above in pairwise(bands):
        if not below.meets(above):
            _refuse_joint(part, below, above, kind)
    return tuple(bands)


def _refuse_joint(part: Located, below: Band, above: Band, kind: Kind) -> None:
    is_overlap = below.upper is None or above.lower is None or below.upper >= above.lower
    is_gap = below.upper == above.lower and not below.is_upper_included
    wrong = Text("有空档", "leave a gap") if is_gap or not is_overlap else Text("重叠", "overlap")
    ends = [shown(end, kind).zh for end in (below.upper, above.lower) if end is not None]
    where = "、".join(dict.fromkeys(ends))
    part.refuse(
        Text(f"分档在 {where} 处{wrong.zh}", f"the bands {wrong.en} at {where}"),
        Text("相邻两档的界值须恰好属于其中一档", "each bound must belong to exactly one band"),
    )


def _read_band(item: Located, kind: Kind) -> Band:
    item.only(frozenset({"when", "points"}))
    when = item.need("when")
    written = when.text().strip()
    points = read_points(item.need("points"))
    try:
        return _band(written, kind, points)
    except WordingError as error:
        when.refuse_wording(error)


def _band(written: str, kind: Kind, points: Points) -> Band:
    if match := _EXACTLY.fullmatch(written):
        value = _bound(match["value"], kind)
        return Band(value, True, value, True, points)
    if match := _FROM.fullmatch(written):
        return Band(_bound(match["low"], kind), match["sign"] == ">=", None, False, points)
    match = _BETWEEN.fullmatch(written)
    if match is None or written == "x":
        raise _unreadable(written)
    low, high = match["low"], match["high"]
    return Band(
        _bound(low, kind) if low else None,
        match["low_sign"] == "<=",
        _bound(high, kind) if high else None,
        match["high_sign"] == "<=",
        points,
    )


def _bound(written: str, kind: Kind) -> Bound:
    literal = read_literal(written.strip())
    is_zero = literal.value == 0
    if (literal.kind is not kind and not is_zero) or not isinstance(literal.value, int | Fraction):
        raise mismatch(literal.kind, kind)
    return literal.value


def _unreadable(written: str) -> WordingError:
    return WordingError(
        Text(f"读不懂分档“{written}”", f"cannot read the band “{written}”"),
        Text(
            "请写成 x >= 30%、25% <= x < 30%、x < 10% 或 x == 3",
            "write x >= 30%, 25% <= x < 30%, x < 10% or x == 3",
        ),
    )
