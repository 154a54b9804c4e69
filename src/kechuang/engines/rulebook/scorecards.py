"""Scorecards: the one score of a pack taken apart line by line, for whoever ranks firms by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple, NoReturn

from kechuang.engines.rulebook.cohorts import Cohorts
from kechuang.engines.rulebook.facts import Fact, FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.rules.bands import Point, Points
from kechuang.engines.rulebook.rules.items import Deduction, Item, Section, Tally
from kechuang.engines.rulebook.rules.scores import ScoreCondition
from kechuang.engines.rulebook.rules.stages import ONLY, possible_stages
from kechuang.engines.rulebook.walking import walk_rules
from kechuang.engines.wording import Refusal, Text


class ScorecardError(Refusal):
    """A pack whose score is no plain sum of weighted lines."""


class ScoreLine(NamedTuple):
    """One indicator, or one deduction; ``weights``: its greatest points, stage by stage."""

    id: str
    label: Text
    section: Text | None
    weights: tuple[Fraction, ...]
    is_deduction: bool


class LineScore(NamedTuple):
    """What one firm has in one line: points (negative when deducted), why, and what lacks."""

    points: Points
    detail: Text
    facts: tuple[Fact, ...]
    missing: tuple[MissingFact, ...]


class FirmScore(NamedTuple):
    """``stages``: the places of the possible ones; several when ``unclear`` facts lack.

    ``total``: that of the answer, within its maxima; the lines alone may add up to more while
    the stage is open, each with the weight that is greatest for itself.
    """

    subject: str
    stages: tuple[int, ...]
    unclear: tuple[MissingFact, ...]
    total: Points
    lines: tuple[LineScore, ...]


class Scorecard(NamedTuple):
    """The indicators of a pack in their order, then its deductions; stages with their names."""

    pack: Pack
    stages: tuple[tuple[str, Text], ...]
    lines: tuple[ScoreLine, ...]
    mark: int
    condition: ScoreCondition
    scored: tuple[Item | Deduction, ...]

    def score(self, sheet: FactSheet, *, on: date, cohorts: Cohorts | None = None) -> FirmScore:
        """The interval of every line; what nobody has told is never filled in."""
        inquiry = Inquiry(sheet, on, cohorts or {})
        possible = possible_stages(self.condition.stages, inquiry)
        unclear = tuple(dict.fromkeys(inquiry.missing)) if len(possible) > 1 else ()
        ids = tuple(stage.id for stage in possible) or (ONLY,)
        known = [stage for stage, _ in self.stages]
        lines = tuple(_line_score(part.score(inquiry, ids)) for part in self.scored)
        total = Points(*(self._total([one.points[end] for one in lines]) for end in (0, 1)))
        places = tuple(known.index(one) for one in ids)
        return FirmScore(sheet.subject, places, unclear, total, lines)

    def _total(self, points: list[Point]) -> Point:
        each = iter(points)
        gained = min(sum(_added(item, each) for item in self.condition.items), self.condition.most)
        return max(gained + sum(each), 0)


def read_scorecard(pack: Pack) -> Scorecard:
    """The score of ``pack``; ScorecardError unless there is one that only adds and deducts."""
    scores = [
        rule
        for clause in pack.clauses
        for rule in walk_rules(clause.condition)
        if isinstance(rule, ScoreCondition)
    ]
    if len(scores) != 1:
        _refuse(pack, Text(f"有 {len(scores)} 个评分", f"it has {len(scores)} scores"))
    score = scores[0]
    if score.veto is not None:
        _refuse(pack, Text("评分有一票否决", "its score has a veto"))
    stages = tuple((stage.id, stage.label) for stage in score.stages) or ((ONLY, _ALL),)
    parts = [*_flat(score.items, None), *((part, None) for part in score.minus)]
    lines = tuple(_line(part, section, stages) for part, section in parts)
    _refuse_caps(pack, score, stages)
    return Scorecard(pack, stages, lines, score.mark.at_least, score, tuple(p for p, _ in parts))


_ALL = Text("不分阶段", "All stages")


def _added(part: Item | Section, points: Iterator[Point]) -> Point:
    """The next of ``points``, or within its maximum the sum of a section's."""
    if isinstance(part, Item):
        return next(points)
    return min(sum(_added(item, points) for item in part.items), part.most)


_Part = tuple[Item | Deduction, Text | None]


def _flat(items: tuple[Item | Section, ...], section: Text | None) -> Iterator[_Part]:
    for item in items:
        if isinstance(item, Section):
            yield from _flat(item.items, item.head.label)
        else:
            yield item, section


def _line(
    part: Item | Deduction, section: Text | None, stages: tuple[tuple[str, Text], ...]
) -> ScoreLine:
    item = part.item if isinstance(part, Deduction) else part
    weights = tuple(_weight(item, stage) for stage, _ in stages)
    return ScoreLine(item.head.id, item.head.label, section, weights, isinstance(part, Deduction))


def _weight(item: Item, stage: str) -> Fraction:
    if item.weights is None:
        return Fraction(max(option.greatest for option in item.options))
    return Fraction(dict(item.weights.by_stage)[stage])


def _line_score(tally: Tally) -> LineScore:
    reason = tally.reason
    return LineScore(tally.points, reason.detail, reason.facts, tally.missing)


def _refuse_caps(pack: Pack, score: ScoreCondition, stages: tuple[tuple[str, Text], ...]) -> None:
    """A maximum that cuts off points would hide what a weight or a fact does."""
    for stage, _ in stages:
        reached = [_greatest(pack, item, stage) for item in score.items]
        if sum(reached) > score.most:
            _refuse(pack, Text("满分会截去部分得分", "its maximum cuts off points"))


def _greatest(pack: Pack, part: Item | Section, stage: str) -> Point:
    if isinstance(part, Item):
        return _weight(part, stage)
    reached = sum((_greatest(pack, item, stage) for item in part.items), Fraction(0))
    if reached > part.most:
        label = part.head.label
        why = Text(
            f"“{label.zh}”的上限会截去部分得分", f"the maximum of “{label.en}” cuts off points"
        )
        _refuse(pack, why)
    return reached


def _refuse(pack: Pack, why: Text) -> NoReturn:
    raise ScorecardError(
        Text(f"政策包“{pack.id}”的积分排名", f"a ranking by the pack “{pack.id}”"),
        why,
        Text("请选用只有一个评分、各项相加的积分方案", "take a scheme with one score that adds up"),
    )
