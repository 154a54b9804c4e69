"""Scores: an interval of points, because experts or missing facts may leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.reasons import Failing, Gap, Outcome, Reason
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.options import Option, Scored, best_of
from kechuang.engines.rulebook.terms.comparisons import missing_detail
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.rulebook.verdict import Verdict, all_of
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """The least whole score that passes."""

    at_least: int

    def verdict(self, points: Points, *, has_missing: bool) -> Verdict:
        if points.low >= self.at_least:
            return Verdict.MET
        if points.high < self.at_least:
            return Verdict.NOT_MET
        return Verdict.UNKNOWN if has_missing else Verdict.POSSIBLE


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
        marked = ((self, scored.points, missing),) if self.required else ()
        return Tally(reason, scored.points, missing, marked)

    def _as_given(self, scored: Scored, inquiry: Inquiry) -> Scored:
        if self.given is None or scored.points.low == scored.points.high:
            return scored
        before = len(inquiry.missing)
        told = self.given.value(inquiry)
        del inquiry.missing[before:]
        if not isinstance(told, int):
            return scored
        kept = min(max(told, scored.points.low), scored.points.high)
        detail = Text(
            f"{scored.detail.zh}；专家评{told}分", f"{scored.detail.en}; experts gave {told}"
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
        reason = _reason(self.head, verdict, _points_text(points), points, children=children)
        marked = tuple(mark for tally in tallies for mark in tally.marked)
        own = ((self, points, missing),) if self.required else ()
        return Tally(reason, points, missing, own + marked)


@dataclass(frozen=True, slots=True)
class Tally:
    """A scored part: its points, what is missing, and the parts that must pass by themselves."""

    reason: Reason
    points: Points
    missing: tuple[MissingFact, ...]
    marked: tuple[tuple[Item | Section, Points, tuple[MissingFact, ...]], ...]


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
        total = self.mark.verdict(points, has_missing=bool(missing))
        marked = [mark for tally in tallies for mark in tally.marked]
        parts = [_mark_verdict(*mark) for mark in marked]
        verdict = all_of([total, *parts])
        children = tuple(tally.reason for tally in tallies)
        reason = _reason(self.head, verdict, self._detail(points), points, children=children)
        if verdict is Verdict.UNKNOWN:
            return Outcome(reason, missing)
        if verdict is not Verdict.NOT_MET:
            return Outcome(reason)
        failed = [mark for mark, part in zip(marked, parts, strict=True) if part is Verdict.NOT_MET]
        own = [_failing(self.head, points, self.mark)] if total is Verdict.NOT_MET else []
        below = [_failing(item.head, has, item.required) for item, has, _ in failed]
        return Outcome(reason, (), (*own, *below), is_sole=not missing)

    def _detail(self, points: Points) -> Text:
        told = _points_text(points)
        need = self.mark.at_least
        return Text(f"{told.zh}（须不低于{need}分）", f"{told.en} (at least {need} needed)")


def _mark_verdict(
    item: Item | Section, points: Points, missing: tuple[MissingFact, ...]
) -> Verdict:
    mark = item.required or Mark(0)
    return mark.verdict(points, has_missing=bool(missing))


def _scored_verdict(points: Points, *, has_missing: bool, mark: Mark | None) -> Verdict:
    return (mark or Mark(1)).verdict(points, has_missing=has_missing)


def _added(tallies: Sequence[Tally], most: int) -> Points:
    low = sum(tally.points.low for tally in tallies)
    high = sum(tally.points.high for tally in tallies)
    return Points(min(low, most), min(high, most))


def _missing_of(tallies: Sequence[Tally]) -> tuple[MissingFact, ...]:
    return tuple(dict.fromkeys(fact for tally in tallies for fact in tally.missing))


def _points_text(points: Points) -> Text:
    if points.low == points.high:
        return Text(f"{points.low}分", f"{points.low} points")
    span = f"{points.low}–{points.high}"
    return Text(f"{span}分", f"{span} points")


def _item_detail(scored: Scored) -> Text:
    told = _points_text(scored.points)
    lacking = missing_detail(list(scored.missing)) if scored.missing else None
    parts = [part for part in (scored.detail, lacking) if part and part.zh]
    detail = Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    return Text(f"{told.zh}：{detail.zh}", f"{told.en}: {detail.en}") if parts else told


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


def _failing(head: Head, points: Points, mark: Mark | None) -> Failing:
    need = mark.at_least if mark else 0
    short = need - points.high
    short_by = Text(f"还差{short}分", f"short by {short} points")
    gap = Gap(head.id, head.label, _points_text(points).zh, f"≥ {need}分", short_by)
    return Failing(gap, Fraction(short, need) if need else None)
