"""A database with all tables and no row of a story, copied for each test process and each proof.

Laying takes half a minute, so it is done once for each state of the migrations and kept in the
folder of temporary files, or in the PostgreSQL server as ``kechuang_laid_…``.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
LAY = """
from django.db import connections
from tests.garbage import collect_rarely
from tests.laid import lay_tables
collect_rarely()
lay_tables()
connections.close_all()
"""
OF_THE_HOUSE = re.compile(r"^\s*from (kechuang[\w.]+) import", re.MULTILINE)


def lay_tables() -> None:
    """Bring the database of this process up to date, as every start of the platform does."""
    import django

    django.setup()
    from kechuang.cli.database import prepare_database

    prepare_database()


@contextmanager
def tables_copied(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The test database that is made inside has its tables already."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = laid_database(os.environ["DATABASE_URL"])
        yield
        return
    memory = connection.creation._get_test_db_name()
    with (
        closing(sqlite3.connect(laid_file())) as laid,
        closing(sqlite3.connect(memory, uri=True)) as copied,
    ):
        laid.backup(copied)
        yield


def laid_file() -> Path:
    """A SQLite file to be copied."""
    file = _folder() / f"{_state()}.sqlite3"
    with one_at_a_time(_folder() / "turn"):
        if not file.exists():
            part = file.with_suffix(".part")
            part.unlink(missing_ok=True)
            _lay(f"sqlite:///{part}")
            part.rename(file)
    return file


def laid_database(server_url: str) -> str:
    """Name of a database of the server to be used as TEMPLATE."""
    name, part = f"kechuang_laid_{_state()}", f"kechuang_laid_part_{_state()}"
    with one_at_a_time(_folder() / "turn"), psycopg.connect(server_url, autocommit=True) as server:
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
            server.execute(f"DROP DATABASE IF EXISTS {part}")
            server.execute(f"CREATE DATABASE {part}")
            _lay(f"{server_url.rpartition('/')[0]}/{part}")
            server.execute(f"ALTER DATABASE {part} RENAME TO {name}")
    return name


def _lay(url: str) -> None:
    own = {
        **os.environ,
        "DATABASE_URL": url,
        "KECHUANG_DATA": str(_folder()),
        "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test",
        "PYTHONPATH": os.pathsep.join((str(SOURCE), str(ROOT))),
    }
    subprocess.run([sys.executable, "-c", LAY], env=own, cwd=ROOT, check=True)


@cache
def _state() -> str:
    """Of every migration, of the modules that migrations use, and of the installed libraries."""
    migrations = sorted(SOURCE.glob("kechuang/*/migrations/*.py"))
    used = {name for file in migrations for name in OF_THE_HOUSE.findall(file.read_text("utf-8"))}
    files = [*migrations, *(file for name in sorted(used) for file in _files_of(name))]
    digest = hashlib.sha256((ROOT / "requirements" / "test.lock").read_bytes())
    for file in files:
        digest.update(str(file.relative_to(SOURCE)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _files_of(module: str) -> list[Path]:
    place = SOURCE / module.replace(".", "/")
    return sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"kechuang-laid-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def one_at_a_time(turn: Path) -> Iterator[None]:
    """Processes that make the same thing wait for each other at the file ``turn``."""
    with turn.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
