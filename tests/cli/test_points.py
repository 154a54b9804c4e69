"""``kechuang points``: a table in, places with their intervals out, no database."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from kechuang.cli.main import kechuang
from tests.engines.rulebook.samples import PACKS

SCHEME = PACKS / "national" / "policies" / "enterprise-points.yaml"
LISTS = PACKS / "cities" / "yunlan" / "lists"
CHENGDU = PACKS / "cities" / "chengdu" / "lists"
HEADER = [
    "subject", "established_on", "revenue@2025", "revenue@2024", "rd_expense@2025",
    "rd_expense@2024", "employees@2025", "st_staff@2025", "graduate_staff@2025",
    "invention_applications@2025", "pct_applications@2025", "contract_amount@2025",
    "hightech_income@2025", "deduction_relief@2025", "net_profit@2025", "net_assets@2025",
    "graduates_hired@2025", "provincial_platforms", "provincial_awards", "provincial_projects",
    "equity_raised@2025", "备注",
]  # fmt: skip
STRONG = [
    "2015-01-01", "1000万元", "800万元", "200万元", "100万元", "40", "25", "12", "8", "2",
    "300万元", "800万元", "20万元", "100万元", "1000万元", "6", "1", "1", "2", "500万元", "x",
]  # fmt: skip
WEAK = [
    "2015-01-01", "1000万元", "1000万元", "5万元", "5万元", "40", "2", "0", "0", "0", "0元",
    "0元", "0元", "0元", "1000万元", "0", "0", "0", "0", "0元", "",
]  # fmt: skip


def open_firm() -> list[str]:
    """Strong, but nobody has told of its venture capital and its patents."""
    told = list(STRONG)
    told[HEADER.index("equity_raised@2025") - 1] = ""
    told[HEADER.index("invention_applications@2025") - 1] = ""
    return told


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "firms.csv"
    rows = [["甲", *STRONG], ["乙", *open_firm()], ["丙", *WEAK]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def points(command, facts, *more):
    words = ["points", command, "--scheme", str(SCHEME), "--facts", str(facts)]
    result = CliRunner().invoke(kechuang, [*words, "--on", "2026-11-21", *map(str, more)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rank(facts, out: Path, *more):
    result = points("rank", facts, "--out", out, *more)
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8", newline="") as stream:
        return {row["subject"]: row for row in csv.DictReader(stream)}


def test_a_firm_that_lacks_facts_has_an_interval_and_they_are_named(facts, tmp_path):
    rows = rank(facts, tmp_path / "out.csv")

    told, open_one = rows["甲"], rows["乙"]
    assert told["low_thousandths"] == told["high_thousandths"]
    assert int(open_one["high_thousandths"]) - int(open_one["low_thousandths"]) == 18_000
    assert open_one["missing"] == "equity_raised@2025|invention_applications@2025"
    assert (open_one["best_place"], open_one["worst_place"]) == ("1", "2")
    assert (rows["丙"]["best_place"], rows["丙"]["worst_place"]) == ("3", "3")


def test_nothing_is_filled_in_silently(facts, tmp_path):
    """COINr #60 skips an imputation without a word; here there is none, and it is said."""
    result = points("rank", facts, "--out", tmp_path / "out.csv")

    assert "1 家缺数据，得分为区间，没有填补" in result.stderr
    assert "没有用到的列：备注" in result.stderr


def test_the_lists_say_on_off_or_possible_and_how_far(facts, tmp_path):
    rows = rank(facts, tmp_path / "out.csv", "--lists", LISTS)

    loan = "yunlan-points-loan-list"
    assert [rows[firm][loan] for firm in "甲丙"] == ["on", "off"]
    margin = int(rows["丙"][f"{loan}:margin_high"])
    assert margin == int(rows["丙"]["high_thousandths"]) - 40_000


@pytest.mark.parametrize("workers", [1, 2])
def test_every_form_has_the_same_rows_on_any_number_of_processes(facts, tmp_path, workers):
    rows = rank(facts, tmp_path / "out.csv")

    for ending in (".jsonl", ".parquet"):
        out = tmp_path / f"out{ending}"
        points("rank", facts, "--out", out, "--workers", workers)
        found = (
            pq.read_table(out).to_pylist()
            if ending == ".parquet"
            else [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        )
        assert [{k: str(v) for k, v in row.items()} for row in found] == list(rows.values())


def test_one_firm_is_explained_with_what_a_fact_and_a_weight_would_do(facts):
    result = points("explain", facts, "--subject", "乙", "--lists", LISTS, "--json")

    told = json.loads(result.stdout)
    assert [row["fact"] for row in told["missing"]] == [
        "invention_applications@2025",
        "equity_raised@2025",
    ]
    assert len(told["indicators"]) == len(told["weights"]) == 18
    assert {row["list"] for row in told["lists"]} == {
        "yunlan-points-loan-list",
        "yunlan-white-list",
    }


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "名次 1–2，共3家"), ("en", "Place 1–2 of 3")]
)
def test_the_explanation_reads_in_both_languages(facts, language, words):
    result = points("explain", facts, "--subject", "乙", "--lists", LISTS, "--language", language)

    assert result.exit_code == 0, result.output
    assert words in result.stdout


@pytest.mark.parametrize(
    ("command", "more", "why"),
    [
        ("explain", ["--subject", "丁"], "企业数据表中没有"),
        ("rank", ["--out", "x.docx"], "不会写“.docx”"),
        ("rank", ["--out", "x.csv", "--lists", str(CHENGDU)], "没有依据方案“enterprise-points”"),
        ("rank", ["--out", "x.csv", "--scheme", str(PACKS / "cities" / "fuqing")], "2 个政策包"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(facts, command, more, why):
    result = points(command, facts, *more)

    assert result.exit_code == 1
    assert why in result.stderr
