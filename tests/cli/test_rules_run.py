"""``kechuang rules run``: a table in, every answer out, no database."""

from __future__ import annotations

import csv
import os
import signal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from kechuang.cli import computing
from kechuang.cli.main import kechuang
from kechuang.cli.rules_computing import computed
from kechuang.cli.rules_files import Told
from kechuang.engines.rulebook import load_catalogue
from kechuang.engines.rulebook.columns.running import Question, Slice
from kechuang.engines.rulebook.columns.tables import read_firms
from kechuang.engines.wording import Refusal
from tests.engines.rulebook.samples import PACKS, TODAY

HEADER = ["subject", "region_code", "tech_purchase_paid_fen@2025", "备注"]
FIRMS = [
    ["甲公司", "350181", 30_000_000, "x"],
    ["乙公司", "350181", "", ""],
    ["丙公司", "110000", 30_000_000, ""],
]


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "firms.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *FIRMS])
    return path


def run(facts, out, *more):
    words = ["rules", "run", "--packs", PACKS, "--facts", facts, "--on", "2026-11-21", "--out", out]
    return CliRunner().invoke(kechuang, [str(word) for word in (*words, *more)])


def test_every_firm_is_answered_by_every_clause(facts, tmp_path):
    out = tmp_path / "results.csv"

    result = run(facts, out)

    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["pack"] == "fuqing-contracts"]
    buying = {row["subject"]: row for row in rows if row["clause"] == "buyer"}
    verdicts = {subject: row["verdict"] for subject, row in buying.items()}
    assert verdicts == {"甲公司": "met", "乙公司": "unknown", "丙公司": "not_met"}
    assert buying["丙公司"]["failed"] == "in-region"
    assert "备注" in result.output


def test_parquet_in_and_out_says_what_csv_says(tmp_path):
    firms = pa.table(
        {
            "subject": [firm[0] for firm in FIRMS],
            "region_code": [firm[1] for firm in FIRMS],
            "tech_purchase_paid_fen@2025": [30_000_000, None, 30_000_000],
        }
    )
    pq.write_table(firms, tmp_path / "firms.parquet")

    for name in ("results.parquet", "results.csv"):
        result = run(tmp_path / "firms.parquet", tmp_path / name)
        assert result.exit_code == 0, result.output

    with (tmp_path / "results.csv").open(encoding="utf-8") as stream:
        lines = list(csv.DictReader(stream))
    rows = pq.read_table(tmp_path / "results.parquet").to_pylist()
    told = [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]
    assert told == lines


def test_an_unknown_form_of_results_is_refused(facts, tmp_path):
    result = run(facts, tmp_path / "results.xml")

    assert result.exit_code == 1
    assert ".jsonl" in result.output


def test_the_catalogue_is_found_above_the_folder_of_packs(facts, tmp_path):
    words = ["rules", "run", "--packs", PACKS / "cities" / "fuqing", "--facts", facts]
    words += ["--on", "2026-11-21", "--out", tmp_path / "results.csv"]

    result = CliRunner().invoke(kechuang, [str(word) for word in words])

    assert result.exit_code == 0, result.output


def test_packs_without_a_catalogue_are_refused(facts, tmp_path):
    words = ["rules", "run", "--packs", tmp_path, "--facts", facts]
    words += ["--on", "2026-11-21", "--out", tmp_path / "results.csv"]

    result = CliRunner().invoke(kechuang, [str(word) for word in words])

    assert result.exit_code == 1
    assert "--catalogue" in result.output


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(PACKS / "facts.yaml")


@pytest.fixture
def parts(catalogue, tmp_path):
    """Five slices of one firm each; the folder of the packs is where the killed leave a note."""
    question = Question(tmp_path, PACKS / "facts.yaml", TODAY)
    needed = {("employees", "2025")}
    header = ["subject", "employees@2025"]
    tables = [[(2, [f"firm {n}", str(n)])] for n in range(5)]
    firms = [read_firms(header, table, needed, catalogue) for table in tables]
    slices = [Slice(question, one.subjects, one.frame, ".csv") for one in firms]
    return Told(len(slices), len(slices), lambda done: iter(slices[done:]), ())


def killed_once(part: Slice) -> bytes:
    note = part.question.packs / "killed"
    if part.subjects == ("firm 3",) and not note.exists():
        note.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return part.subjects[0].encode()


def killed_always(part: Slice) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_killed_process_loses_nothing(parts):
    answers = [answer for _, answer in computed(parts, killed_once, 2)]

    assert answers == [b"firm %d" % n for n in range(5)]
    assert (next(parts.after(0)).question.packs / "killed").exists()


def test_processes_that_are_always_killed_are_refused(parts, monkeypatch):
    monkeypatch.setattr(computing, "MOST_POOLS", 1)

    with pytest.raises(Refusal, match="终止"):
        list(computed(parts, killed_always, 2))
