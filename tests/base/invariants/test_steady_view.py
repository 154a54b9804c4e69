"""A check sees one state of the database, and nobody waits for it to end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.engines import scratch
from tests.proof.outcomes import ROOT

PROGRAM = [sys.executable, "-m", "tests.base.invariants.watching"]


def counts_of(engine: str, folder: Path) -> str:
    with scratch(engine, folder) as environment:
        done = subprocess.run(
            PROGRAM, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def test_on_sqlite_a_later_entry_is_neither_seen_nor_kept_waiting(tmp_path: Path) -> None:
    assert counts_of("sqlite", tmp_path) == "0 0 1"


@pytest.mark.postgres
def test_on_postgresql_as_well(tmp_path: Path, postgres_url: str) -> None:
    assert counts_of("postgresql", tmp_path) == "0 0 1"
