"""The benchmark asks what it says, and the explaining evaluator gives the same answers."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kechuang.engines.rulebook import FactSheet, Verdict, evaluate
from kechuang.engines.rulebook.columns import Plan
from kechuang.engines.rulebook.columns.benchmark import bench
from kechuang.engines.rulebook.columns.drawn import drawn_firms
from kechuang.engines.rulebook.columns.made import SEED, made_catalogue, made_firms, made_packs
from kechuang.engines.rulebook.columns.measuring import ON
from kechuang.engines.rulebook.columns.sheets import sheet_of
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.samples import PACKS


@pytest.mark.parametrize("unknown", [0.0, 0.1])
def test_made_policies_are_answered_alike_by_both_evaluators(unknown):
    catalogue, frame = made_catalogue(), made_firms(100, share_unknown=unknown)
    packs = made_packs(6, catalogue)
    sheets: list[FactSheet] = [sheet_of(frame, row, catalogue) for row in range(frame.rows)]

    assert differences(packs, sheets, catalogue, ON) == []


def test_the_figures_are_those_of_all_firms():
    words = ["--firms", "300", "--policies", "2", "--near", "--json"]
    catalogue, frame = made_catalogue(), made_firms(300)
    sheets = [sheet_of(frame, row, catalogue) for row in range(300)]
    answers = [one for pack in made_packs(2, catalogue) for sheet in sheets
               for one in evaluate(pack, sheet, on=ON)]  # fmt: skip
    met = [one for one in answers if one.verdict is Verdict.MET]

    figures = json.loads(CliRunner().invoke(bench, words).stdout)

    assert figures["met"] == len(met)
    assert figures["near"] == sum(one.is_near_miss for one in answers)
    assert figures["due_fen"] == sum(one.amount.low_fen for one in met)
    assert figures["explained"] == 0
    assert figures["explain_ms"] > 0


def test_packs_of_a_folder_are_asked_of_drawn_firms(packs, catalogue):
    """The same firms, drawn again, are answered alike by both evaluators."""
    plan = Plan(packs.values(), on=ON, catalogue=catalogue)
    frame = drawn_firms(plan, 20, seed=SEED)
    sheets = [sheet_of(frame, row, catalogue) for row in range(20)]
    answers = [
        one for pack in plan.packs for sheet in sheets for one in evaluate(pack, sheet, on=ON)
    ]

    words = ["--firms", "20", "--packs", str(PACKS), "--near", "--json"]
    figures = json.loads(CliRunner().invoke(bench, words).stdout)

    assert figures["clauses"] == sum(len(pack.clauses) for pack in plan.packs)
    assert figures["met"] == sum(one.verdict is Verdict.MET for one in answers)
    assert figures["near"] == sum(one.is_near_miss for one in answers)


def test_a_file_is_read_in_the_columns_that_the_policies_use():
    words = ["--firms", "300", "--policies", "2", "--near", "--json"]
    from_memory = json.loads(CliRunner().invoke(bench, words).stdout)

    from_file = json.loads(CliRunner().invoke(bench, [*words, "--parquet", "--times", "2"]).stdout)

    same = ("met", "near", "due_fen", "explained", "clauses")
    assert {name: from_file[name] for name in same} == {name: from_memory[name] for name in same}
    assert 0 < from_file["columns"] < from_file["columns_there"] - 12
    assert from_memory["columns"] == 0
