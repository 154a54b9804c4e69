"""A migrated platform that is in use, and an empty one, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kechuang.backups.backing_up import Backup, make_backup
from tests.backups.places import (
    Place,
    append_event,
    copy_sqlite,
    scratch_database,
    silently,
    standing_in,
    store,
)
from tests.cast import AT
from tests.laid import laid_database, laid_file

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    return copy_sqlite(laid_file(), tmp_path / "live")


@pytest.fixture
def postgres_place(postgres_url: str, tmp_path: Path) -> Iterator[Place]:
    with scratch_database(postgres_url, template=laid_database(postgres_url)) as url:
        yield Place(url, tmp_path / "live")


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def live(engine: str, request: pytest.FixtureRequest) -> Place:
    """A platform in use: two stored files and three events."""
    place: Place = request.getfixturevalue(
        "sqlite_place" if engine == "sqlite" else "postgres_place"
    )
    with standing_in(place):
        store("甲,1\n")
        store("乙,2\n")
        append_event()
    return place


@pytest.fixture
def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "fresh"
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'kechuang.sqlite3'}"
        if engine == "postgresql":
            url = stack.enter_context(scratch_database(request.getfixturevalue("postgres_url")))
        yield Place(url, folder)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def backup(live: Place, out: Path) -> Backup:
    with standing_in(live):
        return make_backup(to=out, at=AT, stages=silently)
