"""Scores: a total that must reach its mark, with stages, deductions, vetoes and grades."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.reasons import Outcome, Reason
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.conditions import Group
from kechuang.engines.rulebook.rules.grades import Grade, grades_between
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.items import (
    Deduction,
    Item,
    Section,
    Tally,
    added,
    missing_of,
    scored_reason,
)
from kechuang.engines.rulebook.rules.marks import Mark, Marked, told
from kechuang.engines.rulebook.rules.stages import ONLY, Stage, possible_stages
from kechuang.engines.rulebook.verdict import Verdict, all_of
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class ScoreCondition:
    """A total that must reach ``mark`` while every part with a mark of its own reaches that too.

    The sum is at most ``most``; then ``minus`` is taken off, never below zero. One ``veto`` that
    is the case makes the total zero, whatever was scored.
    """

    head: Head
    items: tuple[Item | Section, ...]
    mark: Mark
    most: int
    minus: tuple[Deduction, ...] = ()
    veto: Group | None = None
    stages: tuple[Stage, ...] = ()
    grades: tuple[Grade, ...] = ()

    def check(self, inquiry: Inquiry) -> Outcome:
        inquiry.begin_leaf()
        stages = possible_stages(self.stages, inquiry)
        used = tuple(dict.fromkeys(inquiry.used))
        unclear = tuple(inquiry.missing) if len(stages) > 1 else ()
        ids = tuple(stage.id for stage in stages) or (ONLY,)
        tallies = [item.score(inquiry, ids) for item in self.items]
        taken = [item.score(inquiry, ids) for item in self.minus]
        points = _total(added(tallies, self.most), taken)
        missing = tuple(dict.fromkeys((*unclear, *missing_of([*tallies, *taken]))))
        total = Marked(self.head, self.mark, points, missing)
        marks = [total, *(mark for tally in tallies for mark in tally.marked)]
        vetoed = self.veto.check(inquiry) if self.veto else None
        reason = self._reason(points, stages, [*tallies, *taken], marks, vetoed)
        return _outcome(reason._replace(facts=used), marks, missing, vetoed)

    def _reason(
        self,
        points: Points,
        stages: tuple[Stage, ...],
        tallies: list[Tally],
        marks: list[Marked],
        vetoed: Outcome | None,
    ) -> Reason:
        verdicts = [mark.verdict for mark in marks]
        children = [tally.reason for tally in tallies]
        if vetoed:
            verdicts.append(vetoed.verdict)
            children.append(vetoed.reason)
            points = _after_veto(points, vetoed.verdict)
        grades = grades_between(self.grades, points)
        reason = scored_reason(
            self.head,
            all_of(verdicts),
            self._detail(points, stages, grades),
            points,
            children=tuple(children),
        )
        return reason._replace(grades=grades)

    def _detail(self, points: Points, stages: tuple[Stage, ...], grades: tuple[Text, ...]) -> Text:
        has, need = told(points), self.mark.at_least
        zh = [f"{has.zh}（须不低于{need}分）" if need else has.zh]
        en = [f"{has.en} (at least {need} needed)" if need else has.en]
        for heading, labels in ((_STAGE, [one.label for one in stages]), (_GRADE, list(grades))):
            if labels:
                zh.append(f"{heading.zh}：{'或'.join(label.zh for label in labels)}")
                en.append(f"{heading.en}: {' or '.join(label.en for label in labels)}")
        return Text("；".join(zh), "; ".join(en))


_STAGE, _GRADE = Text("阶段", "stage"), Text("等级", "grade")


def _total(points: Points, taken: list[Tally]) -> Points:
    low, high = (
        max(reached + sum(tally.points[end] for tally in taken), 0)
        for end, reached in enumerate(points)
    )
    return Points(low, high)


def _after_veto(points: Points, verdict: Verdict) -> Points:
    if verdict is Verdict.MET:
        return points
    return Points(0, 0 if verdict is Verdict.NOT_MET else points.high)


def _outcome(
    reason: Reason, marks: list[Marked], missing: tuple[MissingFact, ...], vetoed: Outcome | None
) -> Outcome:
    known = vetoed or Outcome(reason)
    every = tuple(dict.fromkeys((*missing, *known.missing)))
    if reason.verdict is Verdict.UNKNOWN:
        return Outcome(reason, every)
    if reason.verdict is not Verdict.NOT_MET:
        return Outcome(reason)
    failed = tuple(mark.failing() for mark in marks if mark.verdict is Verdict.NOT_MET)
    is_sole = not every and known.is_sole
    return Outcome(reason, (), failed + (vetoed.repair if vetoed else ()), is_sole=is_sole)
