"""Slices of a run: the same bytes in one process and in several."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

from kechuang.batch.executors import InlineExecutor, in_order
from kechuang.engines.rulebook import evaluate
from kechuang.engines.rulebook.columns import Plan, frame_of
from kechuang.engines.rulebook.columns.running import (
    Question,
    compute_slice,
    slices_of,
)
from kechuang.engines.rulebook.columns.tables import Firms
from tests.engines.rulebook.columns.firms import of_packs
from tests.engines.rulebook.samples import PACKS, TODAY

QUESTION = Question(PACKS, PACKS / "facts.yaml", TODAY)


@pytest.fixture(scope="module")
def sheets(packs, catalogue):
    return of_packs(packs.values(), catalogue, on=TODAY, seed=3, count=150)


@pytest.fixture(scope="module")
def firms(packs, catalogue, sheets):
    plan = Plan(packs.values(), on=TODAY, catalogue=catalogue)
    subjects = tuple(sheet.subject for sheet in sheets)
    return Firms(subjects, frame_of(sheets, plan.needed, catalogue), ())


def test_each_line_says_what_the_explaining_evaluator_says(packs, sheets, firms):
    (part,) = slices_of(QUESTION, firms, ".jsonl")
    by_firm = {sheet.subject: sheet for sheet in sheets}

    lines = [json.loads(line) for line in compute_slice(part).splitlines()]

    assert len(lines) == len(sheets) * sum(len(pack.clauses) for pack in packs.values())
    for line in lines[:: len(lines) // 60]:
        answers = evaluate(packs[line["pack"]], by_firm[line["subject"]], on=TODAY)
        answer = next(one for one in answers if one.clause_id == line["clause"])
        assert (line["verdict"], line["near_miss"]) == (answer.verdict, answer.is_near_miss)
        assert line["amount"] == (answer.amount.kind if answer.amount else "")
        assert line["high_fen"] == (answer.amount.high_fen if answer.amount else None)


@pytest.mark.parametrize("form", [".csv", ".jsonl"])
def test_small_blocks_give_the_same_lines(firms, form, monkeypatch):
    (whole,) = slices_of(QUESTION, firms, form)
    monkeypatch.setattr("kechuang.engines.rulebook.columns.running.DEFAULT_BLOCK", 64)
    parts = list(slices_of(QUESTION, firms, form))

    with InlineExecutor() as executor:
        lines = b"".join(done for _, done in in_order(executor, compute_slice, parts))

    assert len(parts) == 3
    assert sorted(lines.splitlines()) == sorted(compute_slice(whole).splitlines())


def test_other_processes_give_the_same_bytes(firms, monkeypatch):
    monkeypatch.setattr("kechuang.engines.rulebook.columns.running.DEFAULT_BLOCK", 64)
    parts = list(slices_of(QUESTION, firms, ".csv"))
    spawned = multiprocessing.get_context("spawn")

    with ProcessPoolExecutor(2, mp_context=spawned) as executor:
        lines = [done for _, done in in_order(executor, compute_slice, parts)]

    assert lines == [compute_slice(part) for part in parts]
