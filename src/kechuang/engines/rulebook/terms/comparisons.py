"""Tests: the leaves of a condition. Each finds a verdict, says why, and measures what is short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple, Protocol

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.terms.closeness import Closeness, closeness_of
from kechuang.engines.rulebook.terms.display import Value, shown, shown_apart
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind
from kechuang.engines.rulebook.terms.money import shortage_in_whole
from kechuang.engines.rulebook.terms.quantities import (
    FactOf,
    NotComputableError,
    Quantity,
    quotient_in,
)
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text

COMPARE: dict[str, Callable[..., bool]] = {
    "<=": le, ">=": ge, "<": lt, ">": gt, "==": eq, "!=": ne,
}  # fmt: skip


class Shortfall(NamedTuple):
    """Why a test failed and by how much."""

    have: str
    need: str
    short_by: Text
    closeness: Closeness = None


class Finding(NamedTuple):
    verdict: Verdict
    detail: Text
    shortfall: Shortfall | None = None


class Test(Protocol):
    def find(self, inquiry: Inquiry) -> Finding: ...


def unknown(missing: list[MissingFact]) -> Finding:
    return Finding(Verdict.UNKNOWN, missing_detail(missing))


def missing_detail(missing: list[MissingFact]) -> Text:
    named = dict.fromkeys(_with_year(fact) for fact in missing)
    return Text(
        "缺少：" + "、".join(name.zh for name in named),
        "Missing: " + "; ".join(name.en for name in named),
    )


def _with_year(fact: MissingFact) -> Text:
    if fact.period is None:
        return fact.label
    return Text(f"{fact.label.zh}（{fact.period}年）", f"{fact.label.en} ({fact.period})")


NOT_COMPUTABLE = Finding(
    Verdict.POSSIBLE,
    Text(
        "分母为零，政策未规定如何计算，须人工判断",
        "The divisor is zero and the policy does not say how to compute; a person must judge",
    ),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Quantity
    operator: str
    right: Quantity

    def find(self, inquiry: Inquiry) -> Finding:
        try:
            have, need = self.left.value(inquiry), self.right.value(inquiry)
        except NotComputableError:
            return unknown(inquiry.missing) if inquiry.missing else NOT_COMPUTABLE
        if have is None or need is None:
            return unknown(inquiry.missing)
        if COMPARE[self.operator](have, need):
            return Finding(Verdict.MET, self._detail(have, self.operator, need))
        return self._failed(have, need, inquiry)

    def _detail(self, have: Value, operator: str, need: Value) -> Text:
        one, other = shown_apart(have, need, self.left.kind)
        sign = _SIGNS[operator]
        return Text(f"{one.zh} {sign} {other.zh}", f"{one.en} {sign} {other.en}")

    def _failed(self, have: Value, need: Value, inquiry: Inquiry) -> Finding:
        detail = self._detail(have, _OPPOSITE[self.operator], need)
        short = short_by(self.left, have, self.operator, need, inquiry)
        one, other = shown_apart(have, need, self.left.kind)
        needed = f"{_SIGNS[self.operator]} {other.zh}"
        shortfall = Shortfall(one.zh, needed, short, closeness_of(have, need))
        return Finding(Verdict.NOT_MET, detail, shortfall)


def short_by(quantity: Quantity, have: Value, operator: str, need: Value, inquiry: Inquiry) -> Text:
    """How far ``have`` is from ``need``; for a ratio, in the unit of its numerator."""
    kind = quantity.kind
    if kind not in (*NUMERIC, Kind.DATE) or operator in ("==", "!="):
        return Text("与要求不一致", "does not match")
    quotient = quotient_in(quantity)
    if quotient is None or quotient.left.kind not in (Kind.MONEY, Kind.COUNT):
        return _distance(have, need, operator, kind, _unit_of(quantity))
    numerator, divisor = quotient.left.value(inquiry), quotient.right.value(inquiry)
    unit = _unit_of(quotient.left)
    return _distance(numerator, need * divisor, operator, quotient.left.kind, unit)  # type: ignore[operator,arg-type]


def _unit_of(counted: Quantity) -> str:
    """The measure word of a counted fact (人, 件, 项)."""
    is_counted = isinstance(counted, FactOf) and counted.kind is Kind.COUNT
    return counted.definition.unit if is_counted else ""  # type: ignore[attr-defined]


_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "==": "=", "!=": "≠"}
_OPPOSITE = {"<=": ">", ">=": "<", "<": ">=", ">": "<=", "==": "!=", "!=": "=="}


def _distance(have: Value, need: Value, operator: str, kind: Kind, unit: str) -> Text:
    if isinstance(have, date) and isinstance(need, date):
        have, need, kind = have.toordinal(), need.toordinal(), Kind.DAYS
    gap = abs(have - need)  # type: ignore[operator]
    if kind is not Kind.RATIO:
        gap = shortage_in_whole(gap)
    if gap == 0 and need == 0 and operator == ">":
        return Text("为零，须大于零", "zero, more is needed")
    if gap == 0:
        return Text("恰在界上，界值不算", "exactly at the bound, which does not count")
    size = shown(gap, kind)
    is_too_much = operator in ("<=", "<")
    return Text(
        f"{'超出' if is_too_much else '还差'}{size.zh}{unit}",
        f"{'over' if is_too_much else 'short'} by {size.en}",
    )
