"""What the command line asks, and the instance its files make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kechuang.engines.panel.assign import Facts, Instance, Rules, assemble
from kechuang.engines.panel.reading import (
    ScoreTable,
    read_conflicts,
    read_numbers,
    read_regions,
    read_scores,
    read_units,
)
from kechuang.engines.panel.reading.scores import LEVELS
from kechuang.engines.panel.refusals import PanelError
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Question:
    """Files and rules of one assignment; ``demand`` and loads are numbers or names of files."""

    scores: Path
    demand: str
    load: str
    min_load: str = "0"
    conflicts: tuple[Path, ...] = ()
    units: Path | None = None
    regions: Path | None = None
    region_digits: int | None = None
    away_at_least: int = 0
    region_at_most: int | None = None
    rows: str | None = None
    levels: tuple[float, ...] = LEVELS


@dataclass(frozen=True)
class Asked:
    """The instance; ``strangers``: conflicts that name nobody of the scores; ``unitless`` and
    ``placeless``: reviewers of unknown unit or region, whom the rules on these cannot see."""

    instance: Instance
    strangers: int
    unitless: int
    placeless: int


def read_instance(question: Question) -> Asked:
    """The instance of the named files. Refuses (``PanelError``) with the file and its line."""
    are_rows_reviewers = None if question.rows is None else question.rows == "reviewers"
    scores = read_scores(
        question.scores, are_rows_reviewers=are_rows_reviewers, levels=question.levels
    )
    found = [read_conflicts(path, scores) for path in question.conflicts]
    facts = _facts(question, scores)
    instance = assemble(
        scores.proposals,
        scores.reviewers,
        scores.proposal,
        scores.reviewer,
        scores.score,
        forbidden=np.concatenate([scores.forbidden, *(one.keys for one in found)]),
        facts=facts,
        rules=_rules(question),
    )
    unitless = sum(name not in facts.units for name in scores.reviewers)
    placeless = sum(not facts.reviewer_regions.get(name) for name in scores.reviewers)
    return Asked(
        instance,
        sum(one.strangers for one in found),
        unitless if question.units else 0,
        placeless if question.regions else 0,
    )


def _facts(question: Question, scores: ScoreTable) -> Facts:
    of_proposals: dict[str, str] = {}
    of_reviewers: dict[str, str] = {}
    if question.regions:
        of_proposals, of_reviewers = read_regions(question.regions, digits=question.region_digits)
    demand = read_numbers(question.demand, scores.proposals)
    min_load = read_numbers(question.min_load, scores.reviewers)
    _refuse_unscored(demand, scores.proposals, Text("项目", "proposal"))
    _refuse_unscored(min_load, scores.reviewers, Text("评审人", "reviewer"))
    return Facts(
        demand,
        read_numbers(question.load, scores.reviewers),
        min_load,
        read_units(question.units) if question.units else {},
        of_reviewers,
        of_proposals,
    )


def _refuse_unscored(numbers: int | Mapping[str, int], scored: tuple[str, ...], who: Text) -> None:
    """A number for somebody without a score is a panel nobody would miss until it is too late."""
    wanted = {} if isinstance(numbers, int) else numbers
    known = set(scored)
    name = next((name for name, number in wanted.items() if number and name not in known), None)
    if name is not None:
        raise PanelError(
            Text("需求或负荷不能采用", "The demands or loads cannot be used"),
            Text(f"{who.zh}“{name}”没有一个评分", f"{who.en} “{name}” has no score"),
            Text("请补上评分，或填0", "Add scores, or write 0"),
        )


def _rules(question: Question) -> Rules:
    needs_regions = question.away_at_least > 0 or question.region_at_most is not None
    if needs_regions and question.regions is None:
        raise PanelError(
            Text("地区要求不能采用", "The rule on regions cannot be used"),
            Text("没有地区文件", "there is no file of regions"),
            Text("请用 --regions 给出", "Give one with --regions"),
        )
    return Rules(question.units is not None, question.away_at_least, question.region_at_most)
