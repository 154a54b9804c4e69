"""What a draft reads after it waited for a lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.engines import SERVER, scratch
from tests.proof.outcomes import ROOT


@pytest.mark.skipif(
    SERVER not in os.environ,
    reason="SQLite lets nobody begin while another writes; PostgreSQL needs this",
)
def test_money_that_left_while_a_draft_waited_is_not_listed(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.rooms.ledger.waiting_draft"]

    with scratch("postgresql", tmp_path) as environment:
        ended = subprocess.run(
            program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert ended.returncode == 0, ended.stderr
