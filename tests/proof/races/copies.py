"""Each race has a copy of the scratch database to itself: what one breaks, no other one sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.db import connections

from tests.proof.engines import drop
from tests.proof.outcomes import Scene


def use_database(name: str) -> None:
    """Let every later connection of this process go to the database ``name``."""
    connections.close_all()
    connections.settings["default"]["NAME"] = name


def close_connections() -> None:
    connections.close_all()


def copy_of(scene: Scene) -> AbstractContextManager[str]:
    """Name of a copy of the scene's database, to which nothing may be connected meanwhile."""
    return COPIES[scene.engine](scene)


@contextmanager
def _copied_file(scene: Scene) -> Iterator[str]:
    copy = scene.folder / f"race-{uuid4().hex[:8]}.sqlite3"
    shutil.copyfile(urlsplit(scene.url).path, copy)
    yield str(copy)
    copy.unlink()


@contextmanager
def _copied_database(scene: Scene) -> Iterator[str]:
    original = urlsplit(scene.url).path.strip("/")
    copy = f"{original}_{uuid4().hex[:8]}"
    with psycopg.connect(os.environ["KECHUANG_TEST_POSTGRES"], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {copy} TEMPLATE {original}")
        try:
            yield copy
        finally:
            drop(server, copy)


COPIES: dict[str, Callable[[Scene], AbstractContextManager[str]]] = {
    "sqlite": _copied_file,
    "postgresql": _copied_database,
}
