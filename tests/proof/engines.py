"""A database of its own for each proof: a SQLite file, or a fresh database in PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.laid import laid_database, laid_file
from tests.proof.kills.clusters import NoServerPrograms, own_cluster
from tests.proof.outcomes import ROOT

SERVER = "KECHUANG_TEST_POSTGRES"


class MissingEngine(Exception):
    """PostgreSQL was asked for and this machine offers none."""


@contextmanager
def postgres_server(engines: Iterable[str]) -> Iterator[None]:
    """The server that the environment names, or one of our own that is gone afterwards."""
    if SERVER in os.environ or "postgresql" not in engines:
        yield
        return
    with ExitStack() as started:
        try:
            os.environ[SERVER] = started.enter_context(own_cluster()).url
        except NoServerPrograms as missing:
            raise MissingEngine(
                f"没有 PostgreSQL（{missing}）；或用 --engine sqlite / "
                f"there is no PostgreSQL ({missing}); or use --engine sqlite"
            ) from missing
        started.callback(os.environ.pop, SERVER)
        yield


@contextmanager
def scratch(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """Environment of a process that works on a database of ``engine`` whose tables are laid."""
    common = {
        **os.environ,
        "KECHUANG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "kechuang.site.settings_test",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    if engine == "postgresql":
        with scratch_postgres(laid_database(os.environ[SERVER])) as url:
            yield {**common, "DATABASE_URL": url}
        return
    if engine == "sqlite":
        shutil.copyfile(laid_file(), folder / "proof.sqlite3")
    yield {**common, "DATABASE_URL": f"sqlite:///{folder / 'proof.sqlite3'}"}


@contextmanager
def scratch_postgres(template: str = "template1") -> Iterator[str]:
    """DATABASE_URL of a copy of ``template`` in the server of ``KECHUANG_TEST_POSTGRES``."""
    server_url = os.environ[SERVER]
    name = f"kechuang_proof_{uuid4().hex[:8]}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield f"{server_url.rpartition('/')[0]}/{name}"
        finally:
            drop(server, name)


def drop(server: psycopg.Connection, name: str) -> None:
    """Plain first: PostgreSQL 15 lets only a superuser FORCE an autovacuum worker out."""
    try:
        server.execute(f"DROP DATABASE {name}")
    except psycopg.errors.ObjectInUse:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
