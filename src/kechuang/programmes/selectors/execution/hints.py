"""Words that may still tell an expert whose they are, although the known names are replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kechuang.base.blinding import Leak, find_leaks
from kechuang.engines.wording import Text
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.material import LaneMaterial, material_at
from kechuang.programmes.selectors.execution.stages import Stage

GOAL = Text("阶段目标", "goal of the stage")
WANTED = Text("须提供的佐证", "evidence wanted")
REPORT = Text("阶段报告", "report")
TARGETS = Text("最终考核指标", "final targets")
RESULTS = Text("阶段指标完成情况", "results of the stage")


@dataclass(frozen=True)
class Hint:
    """A passage in what ``contract`` is judged by."""

    contract: Contract
    leak: Leak


def hints_at(stage: Stage) -> tuple[Hint, ...]:
    """Every such passage of a stage that is judged without names; of others none."""
    if not stage.is_blind:
        return ()
    return tuple(
        Hint(material.contract, leak)
        for material in material_at(stage, stage.lanes)
        for place, text in _texts(material)
        for leak in find_leaks(text, place)
    )


def _texts(material: LaneMaterial) -> Iterator[tuple[Text, str]]:
    yield GOAL, material.goal
    yield WANTED, material.evidence_wanted
    yield REPORT, material.text
    yield from ((TARGETS, name) for name, _ in material.targets)
    yield from ((RESULTS, cell) for row in material.results for cell in row)
