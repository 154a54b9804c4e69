"""A run on a cluster of separate workers: the same bytes, though one of them is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster

from kechuang.cli.rules_computing import computed
from kechuang.cli.rules_files import Told, facts_in
from kechuang.engines.rulebook.columns import Question, Slice
from kechuang.engines.rulebook.columns.parquet import compute_table
from kechuang.engines.wording import Refusal
from tests.engines.rulebook.samples import PACKS, TODAY

BLOCK = "kechuang.engines.rulebook.columns.parquet.reading.DEFAULT_BLOCK"
NOTE = "KECHUANG_TEST_NOTE"


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the killed worker leaves a note."""
    path = tmp_path_factory.mktemp("cluster") / "killed"
    os.environ[NOTE] = str(path)
    yield path
    del os.environ[NOTE]


@pytest.fixture(scope="module")
def scheduler(note: Path) -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(BLOCK, 64)
    path = tmp_path / "firms.parquet"
    firms = {"subject": list(map(str, range(600))), "employees@2025": list(range(600))}
    pq.write_table(pa.table(firms), path)
    return facts_in(path, Question(PACKS, PACKS / "facts.yaml", TODAY), ".parquet")


def killing_once(part: Slice) -> bytes:
    note = Path(os.environ[NOTE])
    if part.subjects[0] == "320" and not note.exists():
        note.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return compute_table(part)


def test_a_killed_worker_changes_no_byte(told: Told, note: Path, scheduler: str) -> None:
    here = [answers for _, answers in computed(told, compute_table, 1)]
    pool = [answers for _, answers in computed(told, compute_table, 2)]

    cluster = [answers for _, answers in computed(told, killing_once, 1, scheduler)]

    assert note.exists()
    assert len(here) == 10
    assert here == pool == cluster


def test_an_address_where_nothing_answers_is_refused(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kechuang.batch.clusters.SECONDS_TO_ANSWER", 1)

    with pytest.raises(Refusal, match="没有应答"):
        list(computed(told, compute_table, 1, "tcp://127.0.0.1:9"))
