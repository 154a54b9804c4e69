"""The files of a ranking: the scheme, the firms with their facts, the lists of the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kechuang.batch.executors import executor_for, in_order
from kechuang.cli.output import progress_bar
from kechuang.cli.rules_files import facts_in
from kechuang.engines.rulebook import (
    Cohorts,
    FactSheet,
    Scorecard,
    columns,
    find_catalogue,
    gather_cohorts,
    read_scorecard,
)
from kechuang.engines.standing import Cohort, ListPack, load_lists
from kechuang.engines.wording import Refusal, Text
from kechuang.points.scoring import FirmPoints, cohort_of, points_of, scheme_of

FIRMS_A_JOB = 1 << 10


class Job(NamedTuple):
    """Some firms to be scored; small enough to travel to another process."""

    question: columns.Question
    subjects: tuple[str, ...]
    frame: columns.Frame
    cohorts: Cohorts


class Ranked(NamedTuple):
    card: Scorecard
    cohort: Cohort
    points: tuple[FirmPoints, ...]
    ignored: tuple[str, ...]


def question_of(scheme: Path, catalogue: Path | None, on: date) -> columns.Question:
    """``catalogue`` None: the nearest ``facts.yaml`` above the scheme."""
    return columns.Question(scheme, catalogue or find_catalogue(scheme), on)


def ranked(question: columns.Question, facts: Path, workers: int) -> Ranked:
    """Every firm of the table scored, in the order of the table."""
    card = card_of(question)
    told = facts_in(facts, question, ".jsonl")
    parts = [(part.subjects, part.frame) for part in told.after(0)]
    cohorts = gather_cohorts(
        [card.pack], (sheet for one in parts for sheet in sheets_of(question, *one)), on=question.on
    )
    jobs = [
        Job(question, subjects, frame, cohorts)
        for part in parts
        for subjects, frame in _pieces(*part)
    ]
    points: list[FirmPoints] = []
    with (
        progress_bar(told.firms, Text("评分", "scoring")) as bar,
        executor_for(len(jobs), workers=workers) as executor,
        closing(in_order(executor, score_firms, jobs)) as results,
    ):
        for job, found in results:
            points.extend(found)
            bar.update(len(job.subjects))
    return Ranked(card, cohort_of(scheme_of(card), points), tuple(points), told.ignored)


def score_firms(job: Job) -> list[FirmPoints]:
    card = card_of(job.question)
    return [
        points_of(card.score(sheet, on=job.question.on, cohorts=job.cohorts))
        for sheet in sheets_of(job.question, job.subjects, job.frame)
    ]


def sheets_of(
    question: columns.Question, subjects: tuple[str, ...], frame: columns.Frame
) -> Iterator[FactSheet]:
    catalogue = columns.plan_of(question).catalogue
    for row, subject in enumerate(subjects):
        yield columns.sheets.sheet_of(frame, row, catalogue, subject)


@lru_cache(maxsize=2)
def card_of(question: columns.Question) -> Scorecard:
    packs = columns.plan_of(question).packs
    if len(packs) != 1:
        raise Refusal(
            Text(f"积分方案 {question.packs}", f"the scheme {question.packs}"),
            Text(f"这里有 {len(packs)} 个政策包", f"there are {len(packs)} packs"),
            Text("请指明一个方案的 yaml 文件", "name the yaml file of one scheme"),
        )
    return read_scorecard(packs[0])


def lists_for(card: Scorecard, path: Path | None) -> tuple[ListPack, ...]:
    """The lists at ``path`` that follow from this scheme; a Refusal where none does."""
    if path is None:
        return ()
    found = tuple(one for one in load_lists(path) if one.scheme == card.pack.id)
    if not found:
        raise Refusal(
            Text(f"名单定义 {path}", f"the lists at {path}"),
            Text(f"没有依据方案“{card.pack.id}”的名单", f"none follows from “{card.pack.id}”"),
            Text("请核对名单的 scheme 一行", "check the line scheme of the lists"),
        )
    return found


def _pieces(
    subjects: tuple[str, ...], frame: columns.Frame
) -> Iterator[tuple[tuple[str, ...], columns.Frame]]:
    first = 0
    for piece in frame.blocks(FIRMS_A_JOB):
        yield subjects[first : first + piece.rows], piece
        first += piece.rows
