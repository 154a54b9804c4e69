"""Reads scores: items, sections, deductions, vetoes, stages and grades."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.checking.branches import refuse_unreachable
from kechuang.engines.rulebook.checking.totals import refuse_unreachable_marks
from kechuang.engines.rulebook.reading.items import ItemReader
from kechuang.engines.rulebook.reading.words import read_guard
from kechuang.engines.rulebook.rules.conditions import Group
from kechuang.engines.rulebook.rules.grades import Grade
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.marks import MOST_DECIMALS, Mark
from kechuang.engines.rulebook.rules.scores import ScoreCondition
from kechuang.engines.rulebook.rules.stages import Stage
from kechuang.engines.wording import Text

if TYPE_CHECKING:
    from kechuang.engines.rulebook.reading.conditions import ConditionReader

SCORE_KEYS = frozenset(
    {"pass", "most", "items", "minus", "veto", "stages", "grades", "decimals"}
)  # fmt: skip


def read_score(part: Located, head: Head, reader: ConditionReader) -> ScoreCondition:
    part.only(SCORE_KEYS)
    passing = part.get("pass")
    stages = _read_stages(part.get("stages"), reader)
    items = ItemReader(reader, tuple(stage.id for stage in stages), _read_decimals(part))
    minus = part.get("minus")
    score = ScoreCondition(
        head=head,
        items=tuple(items.read(item, head.article) for item in part.need("items").some),
        mark=Mark(passing.whole() if passing else 0),
        most=part.need("most").whole(),
        minus=tuple(items.deduction(item, head.article) for item in minus.some) if minus else (),
        veto=_read_veto(part.get("veto"), head, reader),
        stages=stages,
        grades=_read_grades(part.get("grades")),
    )
    refuse_unreachable_marks(part, score)
    return score


def _read_decimals(part: Located) -> int:
    decimals = part.get("decimals")
    if decimals is None:
        return 0
    if not 0 <= decimals.whole() <= MOST_DECIMALS:
        decimals.refuse(
            Text(f"小数位须在 0 与 {MOST_DECIMALS} 之间", f"decimals lie in 0–{MOST_DECIMALS}"),
            Text("常用 2", "2 is usual"),
        )
    return decimals.whole()


def _read_veto(part: Located | None, head: Head, reader: ConditionReader) -> Group | None:
    """Conditions of which none may hold, each with its own words and article."""
    if part is None:
        return None
    label = Text(f"{head.label.zh}：一票否决", f"{head.label.en}: vetoes")
    vetoes = tuple(
        reader.read(item, inherited=head.article, is_excluding=True) for item in part.some
    )
    return Group(Head(f"{head.id}-veto", label, head.article), "none", vetoes)


def _read_stages(part: Located | None, reader: ConditionReader) -> tuple[Stage, ...]:
    if part is None:
        return ()
    stages = tuple(_read_stage(item, reader) for item in part.some)
    guarded = [(item, one.when) for item, one in zip(part.items, stages, strict=True) if one.when]
    refuse_unreachable([item for item, _ in guarded], [when for _, when in guarded])
    ids = [stage.id for stage in stages]
    open_ends = [stage for stage in stages if stage.when is None]
    if len(ids) != len(set(ids)) or open_ends != [stages[-1]]:
        part.refuse(
            Text(
                "阶段编号须不同，且只有最后一个阶段不写 when",
                "stages need their own ids, and only the last has no when",
            ),
            Text("其余情形都归最后一个阶段", "the last stage takes all the rest"),
        )
    return stages


def _read_stage(item: Located, reader: ConditionReader) -> Stage:
    item.only(frozenset({"id", "zh", "en", "when", "article"}))
    when = item.get("when")
    label = Text(item.need("zh").text(), item.need("en").text())
    guard = read_guard(when, reader.vocabulary) if when else None
    return Stage(item.need("id").text(), label, guard)


def _read_grades(part: Located | None) -> tuple[Grade, ...]:
    if part is None:
        return ()
    grades = sorted(_read_grade(item) for item in part.some)
    floors = [grade.at_least for grade in grades]
    if floors[0] != 0 or any(lower == upper for lower, upper in pairwise(floors)):
        part.refuse(
            Text("等级须从0分起，界值各不相同", "grades start at 0 points and differ"),
            Text("请补上 at_least: 0 的最低等级", "add the lowest grade with at_least: 0"),
        )
    return tuple(grades)


def _read_grade(item: Located) -> Grade:
    item.only(frozenset({"at_least", "zh", "en"}))
    label = Text(item.need("zh").text(), item.need("en").text())
    return Grade(item.need("at_least").whole(), label)
