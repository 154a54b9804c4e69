"""A chain written before payloads could be erased is the same chain afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

PROGRAM = Path(__file__).with_name("upgrading.py")
ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.both


def upgraded(folder: Path, database: str) -> dict[str, object]:
    """What the program tells about its chain, after an upgrade and after an erasure."""
    environment = {
        **os.environ,
        "KECHUANG_DATA": str(folder),
        "DATABASE_URL": database,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test",
    }
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], env=environment, check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[str]:
    name = f"kechuang_upgrade_{uuid4().hex[:8]}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{postgres_url.rpartition('/')[0]}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


EXPECTED = {
    "after the upgrade": [],
    "names": ["李娜", "nightly", "李娜"],
    "anchor held": True,
    "with a new event": [],
    "after the erasure": [],
    "names left": ["已删除用户 #7", "nightly", "已删除用户 #7", "nightly", "赵敏"],
    "older event edited": [3],
}


@pytest.mark.slow
def test_on_sqlite(tmp_path: Path) -> None:
    assert upgraded(tmp_path, f"sqlite:///{tmp_path / 'old.sqlite3'}") == EXPECTED


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql(tmp_path: Path, postgres: str) -> None:
    assert upgraded(tmp_path, postgres) == EXPECTED
