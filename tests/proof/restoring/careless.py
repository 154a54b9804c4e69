"""The red controls: copies that are taken without one moment for all of the database."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import psycopg
from django.db import DatabaseError, connection

from tests.backups.places import scratch_database
from tests.proof.kills.clusters import server_program
from tests.proof.kills.harm import Harm, harm_to
from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import looking_at
from tests.proof.outcomes import Scene
from tests.proof.restoring.committing import as_of_now, committing, with_wishes

UNREADABLE = Harm(broken=1)


def careless_copy(scene: Scene, notebook: Notebook, number: int) -> Harm:
    """What a copy lacks: `cp` of the live file, or table after table by itself."""
    folder = scene.folder / f"careless-{number}"
    with committing(notebook, f"{scene.seed}-careless-{number}"):
        earlier = as_of_now(notebook, folder)
        if scene.engine == "sqlite":
            return harm_in_copied_file(scene, earlier, notebook)
        with scratch_database(scene.url) as url:
            lay_bare_tables(scene.url, url)
            copy_table_by_table(scene.url, url, connection.introspection.table_names())
            return harm_in(url, scene.folder, with_wishes(earlier, notebook))


def harm_in_copied_file(scene: Scene, earlier: Notebook, notebook: Notebook) -> Harm:
    copy = earlier.wanted_page.with_name("copy.sqlite3")
    shutil.copy(scene.url.removeprefix("sqlite:///"), copy)
    return harm_in(f"sqlite:///{copy}", scene.folder, with_wishes(earlier, notebook))


def harm_in(url: str, folder: Path, earlier: Notebook) -> Harm:
    with looking_at(url, folder):
        try:
            return harm_to(earlier)
        except DatabaseError:
            return UNREADABLE


def lay_bare_tables(source: str, target: str) -> None:
    """Tables without keys and triggers, which would refuse some of what is copied."""
    dump = [server_program("pg_dump"), "--section=pre-data", "--no-owner", f"--dbname={source}"]
    tables = subprocess.run(dump, check=True, capture_output=True).stdout
    load = [server_program("psql"), "--quiet", f"--dbname={target}"]
    subprocess.run(load, input=tables, check=True, stdout=subprocess.DEVNULL)


def copy_table_by_table(source: str, target: str, tables: list[str]) -> None:
    with (
        psycopg.connect(source, autocommit=True) as live,
        psycopg.connect(target, autocommit=True) as copy,
    ):
        for table in sorted(tables):
            with (
                live.cursor().copy(f'COPY "{table}" TO STDOUT') as rows,
                copy.cursor().copy(f'COPY "{table}" FROM STDIN') as stored,
            ):
                for row in rows:
                    stored.write(row)
