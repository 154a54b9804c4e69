"""``kechuang rules simulate`` and ``diff``: on plain files, no database."""

from __future__ import annotations

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from kechuang.cli.main import kechuang
from tests.engines.rulebook.comparing.sample import POLICY
from tests.engines.rulebook.samples import PACKS

FIRMS = [
    ["subject", "region_code", "employees@2025", "rd_expense_fen@2025"],
    ["甲公司", "990101", "15", "100000000"],
    ["乙公司", "990102", "25", "900000000"],
    ["丙公司", "990102", "", "100000000"],
]


@pytest.fixture
def packs(tmp_path):
    folder = tmp_path / "packs" / "policies"
    folder.mkdir(parents=True)
    (folder / "rd-award.yaml").write_text(POLICY, encoding="utf-8")
    catalogue = (PACKS / "facts.yaml").read_text(encoding="utf-8")
    (tmp_path / "packs" / "facts.yaml").write_text(catalogue, encoding="utf-8")
    return tmp_path / "packs"


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "firms.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(FIRMS)
    return path


def invoke(*words):
    return CliRunner().invoke(kechuang, ["rules", *(str(word) for word in words)])


def simulate(packs, facts, *more):
    return invoke("simulate", "--packs", packs, "--facts", facts, "--on", "2026-11-21", *more)


def test_who_gains_and_what_it_costs_by_district(packs, facts):
    result = simulate(packs, facts, "--change", "rd-award/award/staff=15人", "--json")

    assert result.exit_code == 0, result.output
    (clause,) = json.loads(result.stdout)
    assert clause["total"]["gains"] == 1
    assert clause["total"]["before"]["certain_fen"] == 50_000_000
    assert clause["total"]["after"]["certain_fen"] == 60_000_000
    assert clause["by"]["district"]["990101"]["gains"] == 1
    assert clause["total"]["after"]["unknown"] == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "符合 1 → 2 家：新增 1"), ("en", "1 → 2 firms qualify: 1 gain")],
)
def test_the_tables_are_read_in_both_languages(packs, facts, language, said):
    result = simulate(packs, facts, "--change", "rd-award/staff=15人", "--language", language)

    assert said in result.stdout


@pytest.mark.parametrize("end", ["csv", "jsonl", "parquet"])
def test_the_firms_affected_are_written(packs, facts, tmp_path, end):
    out = tmp_path / f"affected.{end}"

    result = simulate(packs, facts, "--change", "rd-award/cap=10万元", "--out", out)

    assert result.exit_code == 0, result.output
    if end == "parquet":
        rows = pq.read_table(out).to_pylist()
    elif end == "csv":
        rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    else:
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    told = {row["subject"]: (row["outcome"], int(row["high_after_fen"])) for row in rows}
    assert told["乙公司"] == ("less", 10_000_000)


def test_parquet_facts_say_what_csv_facts_say(packs, facts, tmp_path):
    header, *firms = FIRMS
    told = [[one[0], one[1], *(int(cell) if cell else None for cell in one[2:])] for one in firms]
    columns = zip(*told, strict=True)
    table = pa.table({name: list(one) for name, one in zip(header, columns, strict=True)})
    pq.write_table(table, tmp_path / "firms.parquet")
    change = ("--change", "rd-award/staff=15人", "--json")

    other = simulate(packs, tmp_path / "firms.parquet", *change)

    assert other.exit_code == 0, other.output
    assert json.loads(other.stdout) == json.loads(simulate(packs, facts, *change).stdout)


def test_a_change_of_nothing_is_refused(packs, facts):
    result = simulate(packs, facts, "--change", "rd-award/nothing=15人")

    assert result.exit_code == 1
    assert "没有这个数值" in result.output


def test_a_change_that_nobody_feels_says_so(packs, facts):
    result = simulate(packs, facts, "--change", "rd-award/cap=500000元")

    assert "没有变化" in result.stdout


def test_two_versions_are_told_apart_in_words_and_by_whom_they_reach(packs, facts, tmp_path):
    newer = tmp_path / "newer.yaml"
    newer.write_text(POLICY.replace("20人\n", "15人\n"), encoding="utf-8")
    older = packs / "policies" / "rd-award.yaml"
    at = ("--catalogue", packs / "facts.yaml")

    words = invoke("diff", older, newer, *at)
    people = invoke("diff", older, newer, *at, "--facts", facts, "--on", "2026-11-21")

    assert ">= 20人 → employees@last_year >= 15人（第二条（一））" in words.stdout
    assert "新增 1，失去 0" in people.stdout


def test_facts_without_a_day_are_refused(packs, facts):
    policy = packs / "policies" / "rd-award.yaml"

    result = invoke("diff", policy, policy, "--facts", facts)

    assert result.exit_code == 1
    assert "--on" in result.output


def test_a_policy_that_adopts_another_is_read_with_its_folder():
    policy = PACKS / "cities" / "yunlan" / "policies" / "yunlan-contracts.yaml"

    result = invoke("diff", policy, policy)

    assert "没有不同" in result.stdout
