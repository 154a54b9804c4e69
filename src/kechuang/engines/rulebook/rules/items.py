"""Scored items and sections: an interval each, because experts or missing facts leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.rulebook.facts import Fact
from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.reasons import Reason
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.marks import Mark, Marked, told
from kechuang.engines.rulebook.rules.options import NextBand, Option, Scored, best_of
from kechuang.engines.rulebook.rules.stages import ONLY, Weights
from kechuang.engines.rulebook.terms.comparisons import missing_detail
from kechuang.engines.rulebook.terms.quantities import FactOf
from kechuang.engines.rulebook.verdict import Verdict, negate
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Item:
    """One scored item: the best of its ``options``, or what experts gave within them."""

    head: Head
    options: tuple[Option, ...]
    given: FactOf | None = None
    required: Mark | None = None
    weights: Weights | None = None

    def score(self, inquiry: Inquiry, stages: tuple[str, ...] = (ONLY,)) -> Tally:
        inquiry.begin_leaf()
        scored = best_of([option.score(inquiry) for option in self.options])
        scored = self._weighed(self._as_given(scored, inquiry), stages)
        missing = scored.missing
        verdict = _scored_verdict(scored.points, has_missing=bool(missing), mark=self.required)
        detail = _item_detail(scored)
        reason = scored_reason(
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

    def _weighed(self, scored: Scored, stages: tuple[str, ...]) -> Scored:
        if self.weights is None:
            return scored
        raw, full = told(scored.points), self.weights.greatest
        detail = Text(
            f"{scored.detail.zh}（满分{full}分中得{raw.zh}，按权重折合）",
            f"{scored.detail.en} ({raw.en} of {full}, weighted)",
        )
        return Scored(self.weights.weigh(scored.points, stages), detail, scored.missing)


@dataclass(frozen=True, slots=True)
class Deduction:
    """An item whose points are taken off the total."""

    item: Item

    def score(self, inquiry: Inquiry, stages: tuple[str, ...] = (ONLY,)) -> Tally:
        tally = self.item.score(inquiry, stages)
        points = Points(-tally.points.high, -tally.points.low)
        verdict = negate(tally.reason.verdict)
        told_off = tally.reason.detail
        reason = tally.reason._replace(
            points=(points.low, points.high),
            verdict=verdict,
            detail=Text(f"扣{told_off.zh}", f"minus {told_off.en}"),
        )
        return Tally(reason, points, tally.missing, ())


@dataclass(frozen=True, slots=True)
class Section:
    """Items that share one maximum and, where the rule says so, one minimum of their own."""

    head: Head
    items: tuple[Item | Section, ...]
    most: int
    required: Mark | None = None

    def score(self, inquiry: Inquiry, stages: tuple[str, ...] = (ONLY,)) -> Tally:
        tallies = [item.score(inquiry, stages) for item in self.items]
        points = added(tallies, self.most)
        missing = missing_of(tallies)
        verdict = _scored_verdict(points, has_missing=bool(missing), mark=self.required)
        children = tuple(tally.reason for tally in tallies)
        reason = scored_reason(self.head, verdict, told(points), points, children=children)
        marked = tuple(mark for tally in tallies for mark in tally.marked)
        return Tally(reason, points, missing, _own_mark(self, points, missing) + marked)


@dataclass(frozen=True, slots=True)
class Tally:
    """A scored part: its points, what is missing, and the parts that must pass by themselves."""

    reason: Reason
    points: Points
    missing: tuple[MissingFact, ...]
    marked: tuple[Marked, ...]


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
    """Of a part without a mark of its own: whether it earns anything."""
    if mark is not None:
        return mark.verdict(points, has_missing=has_missing)
    if points.low > 0 or points.high <= 0:
        return Verdict.MET if points.low > 0 else Verdict.NOT_MET
    return Verdict.UNKNOWN if has_missing else Verdict.POSSIBLE


def added(tallies: Sequence[Tally], most: int) -> Points:
    low = sum(tally.points.low for tally in tallies)
    high = sum(tally.points.high for tally in tallies)
    return Points(min(low, most), min(high, most))


def missing_of(tallies: Sequence[Tally]) -> tuple[MissingFact, ...]:
    return tuple(dict.fromkeys(fact for tally in tallies for fact in tally.missing))


def _item_detail(scored: Scored) -> Text:
    points = told(scored.points)
    lacking = missing_detail(list(scored.missing)) if scored.missing else None
    parts = [part for part in (scored.detail, lacking) if part and part.zh]
    detail = Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    return Text(f"{points.zh}：{detail.zh}", f"{points.en}: {detail.en}") if parts else points


def scored_reason(
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
