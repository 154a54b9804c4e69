"""Scores: an interval of points, because experts or missing facts may leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.reasons import Outcome, Reason
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.marks import Mark, Marked, told
from kechuang.engines.rulebook.rules.options import NextBand, Option, Scored, best_of
from kechuang.engines.rulebook.terms.comparisons import missing_detail
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.rulebook.verdict import Verdict, all_of
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One scored item: the best of its ``options``, or what experts gave within them."""

    head: Head
    options: tuple[Option, ...]
    given: FactOf | None = None
    required: Mark | None = None

    def score(self, inquiry: Inquiry) -> Tally:
        inquiry.begin_leaf()
        scored = best_of([option.score(inquiry) for option in self.options])
        scored = self._as_given(scored, inquiry)
        missing = scored.missing
        verdict = _scored_verdict(scored.points, has_missing=bool(missing), mark=self.required)
        detail = _item_detail(scored)
        reason = _reason(
            self.head, verdict, detail, scored.points, facts=tuple(dict.fromkeys(inquiry.used))
        )
        own = _own_mark(self, scored.points, missing, scored.next_band)
        return Tally(reason, scored.points, missing, own)

    def _as_given(self, scored: Scored, inquiry: Inquiry) -> Scored:
        if self.given is None or scored.points.low == scored.points.high:
            return scored
        before = len(inquiry.missing)
        given = self.given.value(inquiry)
        del inquiry.missing[before:]
        if not isinstance(given, int):
            return scored
        kept = min(max(given, scored.points.low), scored.points.high)
        detail = Text(
            f"{scored.detail.zh}；专家评{given}分", f"{scored.detail.en}; experts gave {given}"
        )
        return Scored(Points(kept, kept), detail, scored.missing)


@dataclass(frozen=True, slots=True)
class Section:
    """Items that share one maximum and, where the rule says so, one minimum of their own."""

    head: Head
    items: tuple[Item | Section, ...]
    most: int
    required: Mark | None = None

    def score(self, inquiry: Inquiry) -> Tally:
        tallies = [item.score(inquiry) for item in self.items]
        points = _added(tallies, self.most)
        missing = _missing_of(tallies)
        verdict = _scored_verdict(points, has_missing=bool(missing), mark=self.required)
        children = tuple(tally.reason for tally in tallies)
        reason = _reason(self.head, verdict, told(points), points, children=children)
        marked = tuple(mark for tally in tallies for mark in tally.marked)
        return Tally(reason, points, missing, _own_mark(self, points, missing) + marked)


@dataclass(frozen=True, slots=True)
class Tally:
    """A scored part: its points, what is missing, and the parts that must pass by themselves."""

    reason: Reason
    points: Points
    missing: tuple[MissingFact, ...]
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class ScoreCondition:
    """A total that must reach ``mark`` while every part with a mark of its own reaches that too."""

    head: Head
    items: tuple[Item | Section, ...]
    mark: Mark
    most: int

    def check(self, inquiry: Inquiry) -> Outcome:
        tallies = [item.score(inquiry) for item in self.items]
        points, missing = _added(tallies, self.most), _missing_of(tallies)
        total = Marked(self.head, self.mark, points, missing)
        marks = [total, *(mark for tally in tallies for mark in tally.marked)]
        verdict = all_of([mark.verdict for mark in marks])
        children = tuple(tally.reason for tally in tallies)
        reason = _reason(self.head, verdict, self._detail(points), points, children=children)
        if verdict is Verdict.UNKNOWN:
            return Outcome(reason, missing)
        if verdict is not Verdict.NOT_MET:
            return Outcome(reason)
        failed = tuple(mark.failing() for mark in marks if mark.verdict is Verdict.NOT_MET)
        return Outcome(reason, (), failed, is_sole=not missing)

    def _detail(self, points: Points) -> Text:
        has, need = told(points), self.mark.at_least
        return Text(f"{has.zh}（须不低于{need}分）", f"{has.en} (at least {need} needed)")


def _own_mark(
    part: Item | Section,
    points: Points,
    missing: tuple[MissingFact, ...],
    next_band: NextBand | None = None,
) -> tuple[Marked, ...]:
    if part.required is None:
        return ()
    return (Marked(part.head, part.required, points, missing, next_band),)


def _scored_verdict(points: Points, *, has_missing: bool, mark: Mark | None) -> Verdict:
    return (mark or Mark(1)).verdict(points, has_missing=has_missing)


def _added(tallies: Sequence[Tally], most: int) -> Points:
    low = sum(tally.points.low for tally in tallies)
    high = sum(tally.points.high for tally in tallies)
    return Points(min(low, most), min(high, most))


def _missing_of(tallies: Sequence[Tally]) -> tuple[MissingFact, ...]:
    return tuple(dict.fromkeys(fact for tally in tallies for fact in tally.missing))


def _item_detail(scored: Scored) -> Text:
    points = told(scored.points)
    lacking = missing_detail(list(scored.missing)) if scored.missing else None
    parts = [part for part in (scored.detail, lacking) if part and part.zh]
    detail = Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    return Text(f"{points.zh}：{detail.zh}", f"{points.en}: {detail.en}") if parts else points


def _reason(
    head: Head,
    verdict: Verdict,
    detail: Text,
    points: Points,
    *,
    facts: tuple[Fact, ...] = (),
    children: tuple[Reason, ...] = (),
) -> Reason:
    return Reason(
        head.id, head.label, head.article, verdict, detail, facts, children,
        (points.low, points.high), head.evidence,
    )  # fmt: skip
