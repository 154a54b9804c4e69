"""A run cut into slices: any executor computes them, and the bytes are always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.rulebook.catalogue import load_catalogue
from kechuang.engines.rulebook.columns.answering import ask_block
from kechuang.engines.rulebook.columns.frames import DEFAULT_BLOCK, Frame
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.results import csv_text, jsonl_text, result_rows
from kechuang.engines.rulebook.columns.standings import standings_of
from kechuang.engines.rulebook.columns.tables import Firms
from kechuang.engines.rulebook.library import load_folder

LINES = {".csv": csv_text, ".jsonl": jsonl_text}


class Question(NamedTuple):
    """Which packs, which catalogue, which day; small enough to travel with every slice."""

    packs: Path
    catalogue: Path
    on: date


class Slice(NamedTuple):
    """Some firms of a run; ``form``: .csv or .jsonl."""

    question: Question
    subjects: tuple[str, ...]
    frame: Frame
    form: str


@lru_cache(maxsize=2)
def plan_of(question: Question) -> Plan:
    """The plan of a question, made once in each process."""
    catalogue = load_catalogue(question.catalogue)
    packs = load_folder(question.packs, catalogue)
    return Plan(packs, on=question.on, catalogue=catalogue)


def slices_of(question: Question, firms: Firms, form: str) -> Iterator[Slice]:
    """``firms`` in their order; whoever is ranked is so among all of them."""
    first = 0
    (standings,) = standings_of(plan_of(question), [firms.frame])
    for frame in replace(firms.frame, standings=standings).blocks(DEFAULT_BLOCK):
        subjects = firms.subjects[first : first + frame.rows]
        yield Slice(question, subjects, frame, form)
        first += frame.rows


def compute_slice(part: Slice) -> bytes:
    """The result lines of a slice, clause by clause; the same slice gives the same bytes."""
    plan = plan_of(part.question)
    rows = (
        row
        for answers in ask_block(plan, part.frame)
        for row in result_rows(answers, part.subjects)
    )
    return LINES[part.form](rows).encode()
