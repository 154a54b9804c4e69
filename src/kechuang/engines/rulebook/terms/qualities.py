"""Tests of what a subject is: a yes-or-no fact, a place, an industry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.terms.codes import (
    is_industry_under,
    is_listed_under,
    is_region_under,
)
from kechuang.engines.rulebook.terms.comparisons import Finding, Shortfall, unknown
from kechuang.engines.rulebook.terms.display import YES_NO
from kechuang.engines.rulebook.terms.measures import measured
from kechuang.engines.rulebook.terms.quantities import FactOf, Quantity
from kechuang.engines.rulebook.terms.statuses import ran_out
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class FlagTest:
    """A yes-or-no fact that must be ``expected``."""

    fact: Quantity
    expected: bool

    def find(self, inquiry: Inquiry) -> Finding:
        told = self.fact.value(inquiry)
        if told is None:
            return unknown(inquiry.missing)
        if told is self.expected:
            return Finding(Verdict.MET, _FLAG_AS_EXPECTED[self.expected])
        ended = ran_out(self.fact, inquiry) if self.expected else None
        if ended:
            return _run_out(*ended)
        return Finding(Verdict.NOT_MET, *_FLAG_FAILED[self.expected])


def _run_out(until: date, at: date) -> Finding:
    """A title that was held and has run out: by how many days."""
    days = measured(str((at - until).days), "天")
    short = Text(f"已过期{days.zh}，须续期", f"ran out {days.en} ago; it must be renewed")
    ended, needed = Text(str(until), str(until)), Text(f"≥ {at}", f"≥ {at}")
    detail = Text(f"有效期至 {until}，早于 {at}", f"valid until {until}, before {at}")
    return Finding(Verdict.NOT_MET, detail, Shortfall(ended, needed, short))


_FLAG_AS_EXPECTED = {True: Text("是", "Yes"), False: Text("否", "No")}
_FLAG_FAILED = {
    True: (
        Text("否，要求为是", "No; yes is required"),
        Shortfall(YES_NO[False], YES_NO[True], Text("须先具备该情形", "must first become true")),
    ),
    False: (
        Text("是，要求为否", "Yes; no is required"),
        Shortfall(YES_NO[True], YES_NO[False], Text("须先消除该情形", "must first cease")),
    ),
}


@dataclass(frozen=True, slots=True)
class Membership:
    """A region, an industry or a code of the catalogue that must lie under one of ``groups``."""

    fact: FactOf
    groups: tuple[str, ...]
    is_region: bool

    def find(self, inquiry: Inquiry) -> Finding:
        code = self.fact.value(inquiry)
        if code is None:
            return unknown(inquiry.missing)
        is_under = self._relation()
        listed = Text("、".join(self.groups), ", ".join(self.groups))
        is_too_coarse = any(is_under(group, str(code)) for group in self.groups)
        if is_too_coarse and str(code) not in self.groups:
            return self._unsettled(str(code), listed, inquiry)
        if any(is_under(str(code), group) for group in self.groups):
            told = Text(f"{code} 属于 {listed.zh}", f"{code} is under {listed.en}")
            return Finding(Verdict.MET, told)
        detail = Text(f"{code} 不属于 {listed.zh}", f"{code} is not under {listed.en}")
        short = Shortfall(Text(str(code), str(code)), listed, detail)
        return Finding(Verdict.NOT_MET, detail, short)

    def _relation(self) -> Callable[[str, str], bool]:
        groups = self.fact.definition.groups
        if groups:
            return partial(is_listed_under, groups=groups)
        return is_region_under if self.is_region else is_industry_under

    def _unsettled(self, code: str, listed: Text, inquiry: Inquiry) -> Finding:
        """A code that contains the group: the subject may or may not be inside."""
        fact = self.fact.definition
        inquiry.missing.append(MissingFact(fact.name, None, fact.label, fact.source))
        detail = Text(
            f"{code} 太笼统，无法判断是否属于 {listed.zh}", f"{code} is too broad for {listed.en}"
        )
        return Finding(Verdict.UNKNOWN, detail)
