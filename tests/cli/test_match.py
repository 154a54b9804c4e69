"""``kechuang match``: from files to a run, interrupted, in several processes, on a cluster."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from distributed import LocalCluster

from kechuang.cli import match as module
from kechuang.cli.match import command
from kechuang.engines.match.runs import RunPart, compute_part

SUBJECTS = ("锂离子电池", "立方氮化硼", "水稻育种", "桥梁监测", "催化剂")
NOTE = "KECHUANG_TEST_NOTE"


class Files:
    """A corpus, queries and a place for the run, made for these tests."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.queries, self.out = (
            folder / name for name in ("corpus.jsonl", "queries.jsonl", "out.run")
        )
        self.write(self.corpus, 60, "成果：{}的第{}种方法")
        self.write(self.queries, 45, "{}如何改进{}")

    def write(self, path: Path, count: int, text: str) -> None:
        lines = (
            {"_id": f"{path.stem[0]}{number}", "text": text.format(SUBJECTS[number % 5], number)}
            for number in range(count)
        )
        path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")

    def match(self, *options: str) -> Result:
        given = ["--corpus", self.corpus, "--queries", self.queries, "--run", self.out]
        return CliRunner().invoke(command, [*map(str, given), "--top", "7", *options])


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.setattr("kechuang.engines.match.runs.QUERIES_PER_PART", 5)
    return Files(tmp_path)


def killing_once(part: RunPart) -> bytes:
    note = Path(os.environ[NOTE])
    if part.queries[0].id == "q20" and not note.exists():
        note.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return compute_part(part)


def test_run_is_in_trec_form_and_leaves_nothing_else(files: Files) -> None:
    assert files.match("--jobs", "1").exit_code == 0

    rows = [line.split() for line in files.out.read_text("utf-8").splitlines()]
    assert {len(row) for row in rows} == {6}
    assert [row[3] for row in rows[:7]] == list("1234567")
    assert len({row[0] for row in rows}) == 45
    assert not files.out.with_name("out.run.parts").exists()


def test_reasons_add_up_and_agree_with_the_run(files: Files) -> None:
    files.match("--jobs", "1")
    run = [line.split() for line in files.out.read_text("utf-8").splitlines()]
    files.match("--jobs", "1", "--reasons")

    told = [json.loads(line) for line in files.out.read_text("utf-8").splitlines()]
    hits = [(line["query"], hit) for line in told for hit in line["hits"]]
    assert [(query, hit["document_id"], str(hit["score"])) for query, hit in hits] == [
        (row[0], row[2], row[4]) for row in run
    ]
    for _, hit in hits:
        assert sum(reason["points"] for reason in hit["reasons"]) == hit["score"]


def test_an_interrupted_run_goes_on_where_it_stopped(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.match("--jobs", "1")
    whole, asked = files.out.read_bytes(), []

    def failing(part: RunPart) -> bytes:
        asked.append(part.queries[0].id)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return compute_part(part)

    files.out.unlink()
    monkeypatch.setattr(module, "compute_part", failing)
    assert files.match("--jobs", "1").exit_code != 0
    assert not files.out.exists()
    assert files.match("--jobs", "1").exit_code == 0

    assert files.out.read_bytes() == whole
    assert asked[3:5] == ["q15", "q15"]
    assert len(asked) == 10


def test_another_question_does_not_take_over_the_parts_of_the_first(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(part: RunPart) -> bytes:
        if part.queries[0].id == "q10":
            raise KeyboardInterrupt
        return compute_part(part)

    with monkeypatch.context() as patched:
        patched.setattr(module, "compute_part", stopping)
        files.match("--jobs", "1")
    files.write(files.corpus, 25, "换了：{}的第{}种方法")
    files.match("--jobs", "1")
    found = files.out.read_bytes()
    files.match("--jobs", "1")

    assert files.out.read_bytes() == found


def test_processes_and_a_cluster_with_a_killed_worker_give_the_same_bytes(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.match("--jobs", "1")
    here = files.out.read_bytes()
    assert files.match("--jobs", "2").exit_code == 0
    assert files.out.read_bytes() == here

    monkeypatch.setenv(NOTE, str(tmp_path / "killed"))
    monkeypatch.setattr(module, "compute_part", killing_once)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        told = files.match("--scheduler", cluster.scheduler_address)

    assert told.exit_code == 0
    assert (tmp_path / "killed").exists()
    assert files.out.read_bytes() == here


def test_unreadable_lines_are_refused_by_number(files: Files) -> None:
    files.queries.write_text("{", "utf-8")

    told = files.match()

    assert "第 1 行" in str(told.exception)
    assert not files.out.exists()
