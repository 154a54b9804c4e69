"""``rules run --reasons``: missing facts and gaps beside every verdict, as the pages tell them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kechuang.cli.rules_run import run
from kechuang.engines.rulebook import Fact, FactSheet, evaluate, load_catalogue, load_folder

PACKS = Path(__file__).parents[2] / "packs"
ONE = PACKS / "cities" / "fuqing"
TABLE = "subject,region_code,tech_purchase_paid_fen@2025\nA,350181,19900000\nB,350181,\n"


def asked(tmp_path: Path, out: str, *more: str) -> tuple[Path, Result]:
    facts, path = tmp_path / "firms.csv", tmp_path / out
    facts.write_text(TABLE, encoding="utf-8")
    arguments = ["--packs", str(ONE), "--facts", str(facts), "--on", "2026-11-21",
                 "--catalogue", str(PACKS / "facts.yaml"), "--out", str(path), *more]  # fmt: skip
    return path, CliRunner().invoke(run, arguments)


def rows_of(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["subject"], row["clause"]): row for row in csv.DictReader(stream)}


def test_gaps_and_missing_facts_are_those_of_the_explained_answer(tmp_path: Path) -> None:
    path, result = asked(tmp_path, "out.csv", "--reasons")
    assert result.exit_code == 0, result.output

    catalogue = load_catalogue(PACKS / "facts.yaml")
    pack = next(one for one in load_folder(ONE, catalogue) if one.id == "fuqing-contracts")
    facts = [Fact("region_code", "350181", None), Fact("tech_purchase_paid", 19_900_000, "2025")]
    told = {a.clause_id: a for a in evaluate(pack, FactSheet("A", facts), on=date(2026, 11, 21))}
    (gap,) = told["buyer"].gaps
    near, blank = rows_of(path)["A", "buyer"], rows_of(path)["B", "buyer"]
    assert near["gaps"] == f"{gap.label.zh}：{gap.short_by.zh}"
    assert (near["unmet"], near["widest_bp"]) == ("1", str(gap.effort_bp))
    assert "tech_purchase_paid@2025" in blank["missing"]
    assert (blank["unmet"], blank["gaps"]) == ("0", "")


def test_everything_else_is_as_without_reasons(tmp_path: Path) -> None:
    plain, _ = asked(tmp_path, "plain.csv")
    told, _ = asked(tmp_path, "told.csv", "--reasons")

    for key, row in rows_of(plain).items():
        assert row == {name: rows_of(told)[key][name] for name in row}


def test_lines_of_json_have_the_same_columns(tmp_path: Path) -> None:
    table, _ = asked(tmp_path, "out.csv", "--reasons")
    lines, _ = asked(tmp_path, "out.jsonl", "--reasons")

    first = json.loads(lines.read_text(encoding="utf-8").splitlines()[0])
    assert list(first) == table.read_text(encoding="utf-8").splitlines()[0].split(",")


@pytest.mark.parametrize("out", ["out.parquet", "out.xlsx"])
def test_other_forms_are_refused(tmp_path: Path, out: str) -> None:
    _, result = asked(tmp_path, out, "--reasons")

    assert result.exit_code
    assert "--reasons" in str(result.exception) + result.output
