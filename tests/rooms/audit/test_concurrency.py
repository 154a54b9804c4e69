"""Two processes append at once; the chain stays one chain."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backups.places import scratch_database
from tests.laid import laid_database, laid_file
from tests.rooms.audit.appending import DAYS, EVENTS

PROGRAM = Path(__file__).with_name("appending.py")
ROOT = Path(__file__).parents[3]
Environment = dict[str, str]

pytestmark = pytest.mark.both


def environment(folder: Path, database: str) -> Environment:
    own = {"KECHUANG_DATA": str(folder), "DATABASE_URL": database, "PYTHONPATH": str(ROOT / "src")}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test"}


def run(environment: Environment, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True
    ).stdout


def append_from_two_processes(environment: Environment, *flags: str) -> list[int]:
    """Exit codes of the two."""
    started = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), name, *flags],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        for name in ("one", "two")
    ]
    return [process.wait(timeout=60) for process in started]


@pytest.fixture
def sqlite(tmp_path: Path) -> Environment:
    file = shutil.copyfile(laid_file(), tmp_path / "chain.sqlite3")
    return environment(tmp_path, f"sqlite:///{file}")


@pytest.fixture
def postgres(tmp_path: Path, postgres_url: str) -> Iterator[Environment]:
    """A database of its own, for what two processes commit no test can roll back."""
    with scratch_database(postgres_url, template=laid_database(postgres_url)) as url:
        yield environment(tmp_path, url)


VERIFY = """
import django; django.setup()
from kechuang.audit.models import Event
from kechuang.audit.selectors import verify_chain
import json
report = verify_chain()
print(json.dumps([report.events, Event.objects.count(), report.breaks]))
"""


def found(environment: Environment) -> list[object]:
    """The head's sequence, the number of events, and the breaks."""
    return list(json.loads(run(environment, "-c", VERIFY)))


@pytest.mark.slow
def test_on_sqlite_two_processes_write_one_whole_chain(sqlite: Environment) -> None:
    assert append_from_two_processes(sqlite) == [0, 0]

    assert found(sqlite) == [2 * EVENTS, 2 * EVENTS, []]


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql_two_processes_write_one_whole_chain(postgres: Environment) -> None:
    assert append_from_two_processes(postgres) == [0, 0]

    assert found(postgres) == [2 * EVENTS, 2 * EVENTS, []]


PUBLISHED = """
import django; django.setup()
from kechuang.audit.models import Anchor
print(Anchor.objects.count())
"""


def published_by_two_clocks(environment: Environment, folder: Path) -> int:
    """How many heads stand after both went through the same days."""
    append_from_two_processes(environment)
    for ready in folder.glob("ready-*"):
        ready.unlink()
    assert append_from_two_processes(environment, "--publish") == [0, 0]
    return int(run(environment, "-c", PUBLISHED))


@pytest.mark.slow
def test_on_sqlite_two_clocks_publish_each_day_once(sqlite: Environment, tmp_path: Path) -> None:
    assert published_by_two_clocks(sqlite, tmp_path) == DAYS


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql_two_clocks_publish_each_day_once(
    postgres: Environment, tmp_path: Path
) -> None:
    assert published_by_two_clocks(postgres, tmp_path) == DAYS


@pytest.mark.slow
@pytest.mark.postgres
def test_on_postgresql_without_the_lock_two_processes_collide(postgres: Environment) -> None:
    codes = append_from_two_processes(postgres, "--unlocked")

    assert any(codes)
