"""Platforms of their own: a database and a data folder in which this process can stand."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import dj_database_url
import psycopg
from django.db import connections, transaction
from django.test import override_settings

from kechuang.audit.services import record
from kechuang.backups.progress import Bar
from kechuang.base.actors import system_actor
from kechuang.engines.wording import Text
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.site.settings import SQLITE_OPTIONS
from tests.cast import AT
from tests.proof.engines import drop

BY = system_actor("test")


@dataclass(frozen=True)
class Place:
    """A platform: its DATABASE_URL and its data folder."""

    url: str
    folder: Path


@contextmanager
def standing_in(place: Place) -> Iterator[None]:
    """Django works on the database and the data folder of ``place``."""
    parsed = dj_database_url.parse(place.url)
    if parsed["ENGINE"].endswith("sqlite3"):
        parsed["OPTIONS"] = SQLITE_OPTIONS
    own = connections.configure_settings({"default": parsed})["default"]
    before = connections["default"]
    with patch.dict(connections.settings, default=own), override_settings(DATA_FOLDER=place.folder):
        connections["default"] = connections.create_connection("default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = before


def store(content: str) -> StoredFile:
    """One stored file in the platform in which this process stands."""
    return store_file(by=BY, at=AT, name="清单.csv", content=content.encode())


def append_event() -> None:
    with transaction.atomic():
        record(by=BY, at=AT, command="take_evidence", target=StoredFile, payload={})


def copy_sqlite(template: Path, folder: Path) -> Place:
    folder.mkdir(parents=True)
    file = folder / "kechuang.sqlite3"
    shutil.copy(template, file)
    return Place(f"sqlite:///{file}", folder)


def plain_sql(place: Place, *statements: str) -> None:
    """What a database administrator does, past Django."""
    if place.url.startswith("sqlite"):
        with closing(sqlite3.connect(place.url.removeprefix("sqlite:///"))) as file, file:
            for statement in statements:
                file.execute(statement)
        return
    with psycopg.connect(place.url, autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


@contextmanager
def scratch_database(server_url: str, *, template: str = "template1") -> Iterator[str]:
    """DATABASE_URL of a new database, a copy of ``template``."""
    name = f"kechuang_backup_{uuid4().hex[:8]}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield f"{server_url.rpartition('/')[0]}/{name}"
        finally:
            drop(server, name)


class Silence:
    def update(self, n_steps: int, /) -> None:
        """Nobody watches."""


def silently(length: int, label: Text) -> nullcontext[Bar]:
    return nullcontext(Silence())
