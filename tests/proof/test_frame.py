"""The table itself: what counts, and what a wrong option answers."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import psycopg
import pytest

from tests.proof.__main__ import line, table
from tests.proof.engines import SERVER, MissingEngine, postgres_server
from tests.proof.outcomes import ROOT
from tests.proof.running import Row

ROW = Row("R1", "账本", "0", 10, 7, "abc", "sqlite", True, "8 of 8", True, 1.5)


def test_a_green_figure_without_a_red_control_does_not_count() -> None:
    assert ROW.counts
    assert not replace(ROW, red_held=False).counts
    assert not replace(ROW, held=False).counts


def test_a_row_shows_figure_seed_commit_and_engine() -> None:
    assert line(ROW) == "| R1 账本 | 10 | 0 | 8 of 8 | 7 | abc | sqlite | 1.5 | ✓ |"
    assert len(table([ROW])) == 3


def test_an_unknown_promise_is_refused_in_both_languages() -> None:
    program = [sys.executable, "-m", "tests.proof", "--only", "R99"]

    told = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")

    assert told.returncode == 2
    assert "没有承诺 / no promise R99" in told.stderr


def test_a_server_of_its_own_is_started_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SERVER, raising=False)
    try:
        with postgres_server(["postgresql"]), psycopg.connect(os.environ[SERVER]) as session:
            assert session.execute("SELECT 1").fetchone() == (1,)
    except MissingEngine as missing:
        pytest.skip(str(missing))
    assert SERVER not in os.environ
