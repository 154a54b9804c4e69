"""Conditions: leaves that test, groups that join; nested as deep as the policy needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.reasons import Failing, Gap, Outcome, Reason
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.terms.closeness import effort_of
from kechuang.engines.rulebook.terms.comparisons import Finding, Test
from kechuang.engines.rulebook.verdict import Verdict, agreed, all_of, any_of, at_least, none_of
from kechuang.engines.wording import Text


class Condition(Protocol):
    def check(self, inquiry: Inquiry) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Leaf:
    """One test. ``is_judged``: failing only opens a question that a person decides.

    ``is_excluding``: the test stands under ``none``, so failing it is what the policy wants.
    """

    head: Head
    test: Test
    is_judged: bool = False
    is_curable: bool = True
    is_excluding: bool = False

    def check(self, inquiry: Inquiry) -> Outcome:
        inquiry.begin_leaf()
        finding = self.test.find(inquiry)
        verdict = finding.verdict
        if self.is_judged and verdict is Verdict.NOT_MET:
            verdict = Verdict.POSSIBLE
        reason = self._reason(verdict, finding, inquiry)
        if verdict is Verdict.UNKNOWN:
            return Outcome(reason, tuple(dict.fromkeys(inquiry.missing)))
        if verdict is Verdict.NOT_MET:
            return Outcome(reason, (), (self._failing(finding),))
        return Outcome(reason)

    def _reason(self, verdict: Verdict, finding: Finding, inquiry: Inquiry) -> Reason:
        head = self.head
        detail = finding.detail if self.is_excluding else _with_shortfall(finding)
        facts = tuple(dict.fromkeys(inquiry.used))
        return Reason(
            head.id, head.label, head.article, verdict, detail, facts, evidence=head.evidence
        )

    def _failing(self, finding: Finding) -> Failing:
        short = finding.shortfall
        if short is None:
            raise ValueError(self.head.id)
        gap = Gap(self.head.id, self.head.label, short.have, short.need, short.short_by)
        return Failing(gap, short.closeness, self.is_curable)


def _with_shortfall(finding: Finding) -> Text:
    detail, short = finding.detail, finding.shortfall
    if short is None or short.short_by == detail:
        return detail
    return Text(f"{detail.zh}：{short.short_by.zh}", f"{detail.en}: {short.short_by.en}")


@dataclass(frozen=True, slots=True)
class Group:
    """Parts joined by ``all``, ``any``, ``none`` or ``at_least`` (``count`` of them).

    ``readings``: the parts are ways to understand one wording, and must agree.
    """

    head: Head
    joint: str
    parts: tuple[Condition, ...]
    count: int = 0

    def check(self, inquiry: Inquiry) -> Outcome:
        outcomes = [part.check(inquiry) for part in self.parts]
        verdicts = [outcome.verdict for outcome in outcomes]
        verdict = self._join(verdicts)
        reason = self._reason(verdict, verdicts, outcomes)
        if verdict is Verdict.UNKNOWN:
            return Outcome(reason, _missing_of(outcomes))
        if verdict is Verdict.NOT_MET:
            return self._with_repair(reason, outcomes)
        return Outcome(reason)

    def _join(self, verdicts: list[Verdict]) -> Verdict:
        if self.joint == "at_least":
            return at_least(self.count, verdicts)
        return _JOINTS[self.joint](verdicts)

    def _reason(
        self, verdict: Verdict, verdicts: list[Verdict], outcomes: Sequence[Outcome]
    ) -> Reason:
        head = self.head
        detail = _counted(self.joint, self.count, verdicts)
        children = tuple(outcome.reason for outcome in outcomes)
        return Reason(
            head.id, head.label, head.article, verdict, detail, (), children, evidence=head.evidence
        )

    def _with_repair(self, reason: Reason, outcomes: Sequence[Outcome]) -> Outcome:
        if self.joint == "none":
            return _repair_none(reason, outcomes)
        failed = [outcome for outcome in outcomes if outcome.verdict is Verdict.NOT_MET]
        if self.joint not in ("all", "readings"):
            open_or_met = len(outcomes) - len(failed)
            wanted = (self.count or 1) - open_or_met
            failed = sorted(failed, key=_effort)[:wanted]
        repair = tuple(failing for outcome in failed for failing in outcome.repair)
        others_known = all(outcome.verdict is not Verdict.UNKNOWN for outcome in outcomes)
        is_sole = others_known and all(outcome.is_sole for outcome in failed)
        return Outcome(reason, (), repair, is_sole)


_JOINTS: dict[str, Callable[[Sequence[Verdict]], Verdict]] = {
    "all": all_of,
    "any": any_of,
    "none": none_of,
    "readings": agreed,
}


def _effort(outcome: Outcome) -> tuple[bool, int, tuple[bool, Fraction]]:
    """What can be cured first, then fewer repairs; among equals the smallest widest gap."""
    is_hopeless = not all(failing.is_curable for failing in outcome.repair)
    widest = max(effort_of(failing.closeness) for failing in outcome.repair)
    return is_hopeless, len(outcome.repair), widest


def _missing_of(outcomes: Sequence[Outcome]) -> tuple[MissingFact, ...]:
    return tuple(dict.fromkeys(fact for outcome in outcomes for fact in outcome.missing))


def _repair_none(reason: Reason, outcomes: Sequence[Outcome]) -> Outcome:
    met = [outcome.reason for outcome in outcomes if outcome.verdict is Verdict.MET]
    repair = tuple(Failing(_must_cease(child), None) for child in met)
    is_sole = all(outcome.verdict is not Verdict.UNKNOWN for outcome in outcomes)
    return Outcome(reason, (), repair, is_sole)


def _must_cease(reason: Reason) -> Gap:
    short_by = Text("须不再属于该情形", "must no longer be the case")
    return Gap(reason.id, reason.label, reason.detail, _NOT_THE_CASE, short_by)


_NOT_THE_CASE = Text("不属于该情形", "not the case")
_DEMANDS = {
    "all": Text("须全部符合", "all required"),
    "any": Text("符合一项即可", "one suffices"),
    "none": Text("不得有任何一项", "none allowed"),
    "readings": Text("条文有不同理解，一致才算定论", "the wording can be read in several ways"),
}


def _counted(joint: str, count: int, verdicts: list[Verdict]) -> Text:
    met, total = verdicts.count(Verdict.MET), len(verdicts)
    if joint == "readings" and 0 < met < total:
        return Text(
            f"结论取决于对条文的理解：{met}/{total} 种理解下符合",
            f"it depends on the reading of the text: met in {met} of {total}",
        )
    demand = _DEMANDS.get(joint) or Text(f"至少符合{count}项", f"at least {count} required")
    return Text(f"{demand.zh}：{met}/{total} 项属实", f"{demand.en}: {met} of {total} hold")
