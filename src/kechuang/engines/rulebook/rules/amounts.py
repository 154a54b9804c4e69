"""Amounts: fixed sums, rates, marginal brackets, with caps; a ceiling is no entitlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.rules.formulas import Formula
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.comparisons import NOT_COMPUTABLE
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import NotComputableError
from kechuang.engines.tally import UNLIMITED, Bound, Limits, half_up, settle
from kechuang.engines.wording import Text


class Amount(NamedTuple):
    """Money in fen. exact: low = high; ceiling: at most high; range: between; undetermined.

    ``high_fen`` is None when nothing bounds the amount; ``label`` says what kind of money it is.
    """

    kind: str
    low_fen: int | None
    high_fen: int | None
    steps: tuple[Text, ...]
    label: Text = Text("金额", "Amount")

    def as_dict(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "low_fen": self.low_fen,
            "high_fen": self.high_fen,
            "steps": [step._asdict() for step in self.steps],
            "label": self.label._asdict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Amount:
        steps = tuple(Text(**step) for step in data["steps"])
        return cls(**{**data, "steps": steps, "label": Text(**data["label"])})


@dataclass(frozen=True, slots=True)
class AmountItem:
    """One line of the sum inside its own limits, rounded half up."""

    head: Head
    formula: Formula
    limits: Limits = UNLIMITED

    def compute(self, inquiry: Inquiry) -> AmountLine:
        inquiry.begin_leaf()
        try:
            fen, step = self.formula.compute(inquiry)
        except NotComputableError:
            fen, step = None, NOT_COMPUTABLE.detail
        label, article = self.head.label, self.head.article
        if fen is None:
            told = Text(f"{label.zh}：{step.zh}", f"{label.en}: {step.en}")
            return AmountLine(0, self.limits.cap_fen, told, tuple(inquiry.missing), is_known=False)
        paid, bound = settle(fen.numerator, fen.denominator, self.limits, rounding=half_up)
        why = self._told(bound)
        sum_zh, sum_en = shown(paid, Kind.MONEY)
        tag = f" [{self.head.evidence}]" if self.head.evidence else ""
        told = Text(
            f"{label.zh}（{article.zh}）{tag}：{step.zh} = {sum_zh}{why.zh}",
            f"{label.en} ({article.en}){tag}: {step.en} = {sum_en}{why.en}",
        )
        return AmountLine(paid, paid, told, (), is_known=True)

    def _told(self, bound: Bound) -> Text:
        if bound is Bound.LEAST:
            least = shown(self.limits.least_fen, Kind.MONEY)
            return Text(f"（不足{least.zh}不予支付）", f" (less than {least.en} is not paid)")
        return Text("（已达上限）", " (capped)") if bound is Bound.CAP else Text("", "")


class AmountLine(NamedTuple):
    low_fen: int
    high_fen: int | None
    step: Text
    missing: tuple[MissingFact, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class AmountRule:
    """The sum of ``items`` under one ``cap_fen`` per firm and year."""

    label: Text
    items: tuple[AmountItem, ...]
    cap_fen: int | None
    is_ceiling: bool

    def compute(self, inquiry: Inquiry) -> tuple[Amount, tuple[MissingFact, ...]]:
        lines = [item.compute(inquiry) for item in self.items]
        low, high = self._capped(lines)
        steps = tuple(line.step for line in lines) + self._cap_step(lines)
        missing = tuple(dict.fromkeys(fact for line in lines for fact in line.missing))
        kind = "undetermined" if (low, high) == (0, None) else self._kind(lines)
        low_known = None if kind == "undetermined" else 0 if kind == "ceiling" else low
        return Amount(kind, low_known, high, steps, self.label), missing

    def _kind(self, lines: Sequence[AmountLine]) -> str:
        if not any(line.is_known for line in lines):
            return "undetermined"
        if self.is_ceiling:
            return "ceiling"
        return "exact" if all(line.is_known for line in lines) else "range"

    def _capped(self, lines: Sequence[AmountLine]) -> tuple[int, int | None]:
        low = sum(line.low_fen for line in lines)
        tops = [line.high_fen for line in lines]
        high = None if None in tops else sum(top or 0 for top in tops)
        if self.cap_fen is None:
            return low, high
        return min(low, self.cap_fen), self.cap_fen if high is None else min(high, self.cap_fen)

    def _cap_step(self, lines: Sequence[AmountLine]) -> tuple[Text, ...]:
        if self.cap_fen is None or sum(line.low_fen for line in lines) <= self.cap_fen:
            return ()
        cap = shown(self.cap_fen, Kind.MONEY)
        return (Text(f"合计已达上限{cap.zh}", f"The sum is capped at {cap.en}"),)
