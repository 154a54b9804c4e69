"""Amounts: lines with their own limits, added up or the highest taken; a ceiling is no right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.rules.formulas import Formula
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.levels import Budget, Level, shares_of
from kechuang.engines.rulebook.rules.lines import (
    NOT_DUE,
    UNDECIDED,
    AmountLine,
    joined_readings,
    less_earlier,
    told_bound,
    told_line,
    told_open,
)
from kechuang.engines.rulebook.rules.roundings import RoundTo
from kechuang.engines.rulebook.rules.sums import Amount
from kechuang.engines.rulebook.terms.comparisons import missing_detail, why_open
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.guards import Guard
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import (
    Alternatives,
    NotComputableError,
    Quantity,
)
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.tally import UNLIMITED, Bound, Limits, half_up, settle
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class AmountItem:
    """One line of the sum inside its own limits; half up to whole fen unless ``rounding`` says.

    ``when``: the line is due only then. ``less``: what was paid before on the same ground.
    """

    head: Head
    formula: Formula
    limits: Limits = UNLIMITED
    when: Guard | None = None
    less: tuple[Quantity, ...] = ()
    rounding: RoundTo | None = None

    def compute(self, inquiry: Inquiry) -> AmountLine:
        inquiry.begin_leaf()
        due = self.when.verdict(inquiry) if self.when else Verdict.MET
        if due is Verdict.NOT_MET:
            return AmountLine(0, 0, told_open(self.head, NOT_DUE), (), is_known=True)
        open_facts = tuple(inquiry.missing)
        line = less_earlier(self.head, self._line(inquiry), self.less, inquiry)
        if due is Verdict.MET:
            return line
        why = missing_detail(list(open_facts)) if open_facts else UNDECIDED
        missing = (*open_facts, *line.missing)
        return AmountLine(0, line.high_fen, told_open(self.head, why), missing, line.is_known)

    def _line(self, inquiry: Inquiry) -> AmountLine:
        before = len(inquiry.missing)
        try:
            fen, step = self.formula.compute(inquiry)
        except NotComputableError as open_question:
            if open_question.among:
                return self._in_each_reading(open_question, open_question.among, inquiry)
            fen, step = None, why_open(open_question)
        if fen is None:
            told, missing = told_open(self.head, step), tuple(inquiry.missing[before:])
            return AmountLine(0, self.limits.cap_fen, told, missing, is_known=False)
        paid, bound = settle(
            fen.numerator, fen.denominator, self.limits, rounding=self.rounding or half_up
        )
        if self.rounding and bound is Bound.NONE:
            paid = self._inside(paid)
        told = told_line(self.head, step, paid, told_bound(bound, self.limits))
        return AmountLine(paid, paid, told, (), is_known=True)

    def _in_each_reading(
        self, open_question: NotComputableError, among: Alternatives, inquiry: Inquiry
    ) -> AmountLine:
        """From the least to the most that any reading of the wording comes to."""
        lines: list[AmountLine] = []
        for reading in range(len(among.parts)):
            inquiry.chosen[among] = reading
            lines.append(self._line(inquiry))
        del inquiry.chosen[among]
        return joined_readings(lines, told_open(self.head, why_open(open_question)))

    def _inside(self, fen: int) -> int:
        """Rounding to whole 万元 may carry an amount over its cap, or below its floor."""
        raised = max(fen, self.limits.floor_fen)
        return raised if self.limits.cap_fen is None else min(raised, self.limits.cap_fen)


@dataclass(frozen=True, slots=True)
class AmountRule:
    """The sum of ``items``, or (``is_highest``) the highest, under ``cap_fen`` per firm and year.

    ``levels`` of government bear it; a ``budget`` may cut it for everybody, so it is a ceiling.
    """

    label: Text
    items: tuple[AmountItem, ...]
    cap_fen: int | None
    is_ceiling: bool
    is_highest: bool = False
    levels: tuple[Level, ...] = ()
    budget: Budget | None = None

    def compute(self, inquiry: Inquiry) -> tuple[Amount, tuple[MissingFact, ...]]:
        lines = [item.compute(inquiry) for item in self.items]
        low, high = self._capped(lines)
        steps = tuple(line.step for line in lines) + self._closing_steps(lines)
        missing = tuple(dict.fromkeys(fact for line in lines for fact in line.missing))
        kind = "undetermined" if (low, high) == (0, None) else self._kind(lines)
        low_known = None if kind == "undetermined" else 0 if kind == "ceiling" else low
        shares = shares_of(self.levels, low_known, high)
        return Amount(kind, low_known, high, steps, self.label, shares), missing

    def _kind(self, lines: Sequence[AmountLine]) -> str:
        if not any(line.is_known for line in lines):
            return "undetermined"
        if self.is_ceiling or self.budget:
            return "ceiling"
        return "exact" if all(line.is_settled for line in lines) else "range"

    def _capped(self, lines: Sequence[AmountLine]) -> tuple[int, int | None]:
        joined = max if self.is_highest else sum
        low = joined(line.low_fen for line in lines)
        tops = [line.high_fen for line in lines]
        high = None if None in tops else joined(top or 0 for top in tops)
        if self.cap_fen is None:
            return low, high
        return min(low, self.cap_fen), self.cap_fen if high is None else min(high, self.cap_fen)

    def _closing_steps(self, lines: Sequence[AmountLine]) -> tuple[Text, ...]:
        highest = (_HIGHEST,) if self.is_highest else ()
        budget = (self.budget.told(),) if self.budget else ()
        return (*highest, *self._cap_step(lines), *budget)

    def _cap_step(self, lines: Sequence[AmountLine]) -> tuple[Text, ...]:
        joined = max if self.is_highest else sum
        if self.cap_fen is None or joined(line.low_fen for line in lines) <= self.cap_fen:
            return ()
        cap = shown(self.cap_fen, Kind.MONEY)
        return (Text(f"合计已达上限{cap.zh}", f"The sum is capped at {cap.en}"),)


_HIGHEST = Text("各项就高不重复，取最高一项", "The items do not add up; the highest counts")
