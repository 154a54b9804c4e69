"""A database with all tables and no row of a story, laid once and copied for each proof.

Laying costs more than most small proofs; children find it through the environment.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock
from uuid import uuid4

import psycopg

from tests.proof.outcomes import ROOT

NAMED = {"sqlite": "KECHUANG_LAID_SQLITE", "postgresql": "KECHUANG_LAID_POSTGRESQL"}
LAY = "from tests.proof.one import lay_tables; lay_tables()"
_LAYING = Lock()


def laid_file(environment: dict[str, str]) -> str:
    """Path of a SQLite file to be copied."""
    with _LAYING:
        if NAMED["sqlite"] not in os.environ:
            file = _folder() / "laid.sqlite3"
            _lay(environment, f"sqlite:///{file}")
            os.environ[NAMED["sqlite"]] = str(file)
        return os.environ[NAMED["sqlite"]]


def laid_database(environment: dict[str, str], server_url: str) -> str:
    """Name of a database of the server to be used as TEMPLATE."""
    with _LAYING:
        if NAMED["postgresql"] not in os.environ:
            name = f"kechuang_laid_{uuid4().hex[:8]}"
            with psycopg.connect(server_url, autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name}")
            atexit.register(_drop, server_url, name)
            _lay(environment, f"{server_url.rpartition('/')[0]}/{name}")
            os.environ[NAMED["postgresql"]] = name
        return os.environ[NAMED["postgresql"]]


def _lay(environment: dict[str, str], url: str) -> None:
    own = {**environment, "DATABASE_URL": url, "KECHUANG_DATA": str(_folder())}
    subprocess.run([sys.executable, "-c", LAY], env=own, cwd=ROOT, check=True)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kechuang-laid-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _drop(server_url: str, name: str) -> None:
    """A server of our own may be gone already, and the database with it."""
    with suppress(psycopg.Error), psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name}")
