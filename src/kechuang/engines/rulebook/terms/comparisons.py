"""Tests: the leaves of a condition. Each finds a verdict, says why, and measures what is short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple, Protocol

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.terms.closeness import Closeness, closeness_of
from kechuang.engines.rulebook.terms.display import Value, shortage, shown_apart
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind
from kechuang.engines.rulebook.terms.quantities import (
    NotComputableError,
    Quantity,
    Today,
    quotient_in,
    span_of,
    unit_of,
)
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.rulebook.walking import walk_rules
from kechuang.engines.wording import Text

COMPARE: dict[str, Callable[..., bool]] = {
    "<=": le, ">=": ge, "<": lt, ">": gt, "==": eq, "!=": ne,
}  # fmt: skip


class Shortfall(NamedTuple):
    """Why a test failed and by how much."""

    have: Text
    need: Text
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


def why_open(open_question: NotComputableError) -> Text:
    return open_question.why or NOT_COMPUTABLE.detail


def left_open(open_question: NotComputableError, inquiry: Inquiry) -> Finding:
    """A missing fact comes before a question to people; the question says why it is one."""
    if inquiry.missing:
        return unknown(inquiry.missing)

    return Finding(Verdict.POSSIBLE, why_open(open_question))


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Quantity
    operator: str
    right: Quantity

    def find(self, inquiry: Inquiry) -> Finding:
        try:
            have, need = self._ends(inquiry)
        except NotComputableError as open_question:
            return left_open(open_question, inquiry)
        if have is None or need is None:
            return unknown(inquiry.missing) if inquiry.missing else NOT_COMPUTABLE
        if COMPARE[self.operator](have, need):
            one, other = self._both(have, need)
            return Finding(Verdict.MET, _related(one, self.operator, other))
        return self._failed(have, need, inquiry)

    def _ends(self, inquiry: Inquiry) -> tuple[Value | None, Value | None]:
        """Both sides; for a left side that is open, the end of its span that settles the test."""
        try:
            have = self.left.value(inquiry)
        except NotComputableError:
            need = self.right.value(inquiry) if span_of(self.left, inquiry) else None
            have = None if need is None else self._decisive(need, inquiry)
            if have is None:
                raise
            return have, need
        need = self.right.value(inquiry)
        if have is None and need is not None:
            have = self._decisive(need, inquiry)
        return have, need

    def _decisive(self, need: Value, inquiry: Inquiry) -> Value | None:
        """The end of the left side's span that settles the test, whatever is still unknown."""
        span = span_of(self.left, inquiry)
        if span is None or self.operator in ("==", "!="):
            return None
        low, high = span
        easy, hard = (low, high) if self.operator in (">", ">=") else (high, low)
        if easy is not None and COMPARE[self.operator](easy, need):
            return easy
        return hard if hard is not None and not COMPARE[self.operator](hard, need) else None

    def _both(self, have: Value, need: Value) -> tuple[Text, Text]:
        return shown_apart(have, need, self.left.kind, unit_of(self.left))

    def _failed(self, have: Value, need: Value, inquiry: Inquiry) -> Finding:
        one, other = self._both(have, need)
        detail = _related(one, _OPPOSITE[self.operator], other)
        sign = _SIGNS[self.operator]
        needed = Text(f"{sign} {other.zh}", f"{sign} {other.en}")
        operator = ">=" if self._is_waited_for() else self.operator
        short = short_by(self.left, have, operator, need, inquiry)
        shortfall = Shortfall(one, needed, short, closeness_of(have, need))
        return Finding(Verdict.NOT_MET, detail, shortfall)

    def _is_waited_for(self) -> bool:
        """A day that must lie so long before today comes nearer by waiting: it is short of days."""
        is_day = self.left.kind is Kind.DATE and self.operator in ("<=", "<")
        return is_day and any(isinstance(rule, Today) for rule in walk_rules(self.right))


def _related(one: Text, operator: str, other: Text) -> Text:
    sign = _SIGNS[operator]
    return Text(f"{one.zh} {sign} {other.zh}", f"{one.en} {sign} {other.en}")


def short_by(quantity: Quantity, have: Value, operator: str, need: Value, inquiry: Inquiry) -> Text:
    """How far ``have`` is from ``need``; a ratio in the unit of its numerator and in points."""
    kind = quantity.kind
    if kind not in (*NUMERIC, Kind.DATE) or operator in ("==", "!="):
        return Text("与要求不一致", "does not match")
    quotient = quotient_in(quantity)
    if quotient is None or quotient.left.kind not in (Kind.MONEY, Kind.COUNT):
        return _distance(have, need, operator, kind, unit_of(quantity))
    numerator, divisor = quotient.left.value(inquiry), quotient.right.value(inquiry)
    unit = unit_of(quotient.left)
    told = _distance(numerator, need * divisor, operator, quotient.left.kind, unit)  # type: ignore[operator,arg-type]
    if kind is not Kind.RATIO or unit_of(quotient.right) != unit or have == need:
        return told
    points = shortage(abs(have - need), kind)  # type: ignore[operator]
    return Text(f"{told.zh}（{points.zh}）", f"{told.en} ({points.en})")


_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "==": "=", "!=": "≠"}
_OPPOSITE = {"<=": ">", ">=": "<", "<": ">=", ">": "<=", "==": "!=", "!=": "=="}


def _distance(have: Value, need: Value, operator: str, kind: Kind, unit: str) -> Text:
    if isinstance(have, date) and isinstance(need, date):
        have, need, kind = have.toordinal(), need.toordinal(), Kind.DAYS
    gap = abs(have - need)  # type: ignore[operator]
    if gap == 0 and need == 0 and operator == ">":
        return Text("为零，须大于零", "zero, more is needed")
    if gap == 0:
        return Text("恰在界上，界值不算", "exactly at the bound, which does not count")
    size = shortage(gap, kind, unit)
    is_too_much = operator in ("<=", "<")
    return Text(
        f"{'超出' if is_too_much else '还差'}{size.zh}",
        f"{'over' if is_too_much else 'short'} by {size.en}",
    )
