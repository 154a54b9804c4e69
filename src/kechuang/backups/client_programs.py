"""``pg_dump`` and ``pg_restore``: which of those installed here fit, and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kechuang.backups.progress import Bar

INSTALLED = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/usr", "pgsql-*/bin"),
    (os.environ.get("PROGRAMFILES") or "/opt", "PostgreSQL/*/bin"),
)
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
STARTED_TABLE = re.compile(r'(?:contents of|data for) table "(?:[^".]+\.)?([^"]+)"')
COPY_END = b"\\."


class ProgramFailed(Exception):
    """A client program ended with an error; its last words are the message."""


@dataclass(frozen=True)
class ClientPrograms:
    """Both programs of one installation, and its major version."""

    dump: str
    restore: str
    version: int


def find_programs(*, at_least: int) -> ClientPrograms | None:
    """The installation nearest to major version ``at_least`` from above.

    A client reads every older server, but what it writes may be news to an older server, so a
    newer installation is taken only where none fits better.
    """
    fitting = [found for found in _installed() if found.version >= at_least]
    return min(fitting, key=lambda programs: programs.version, default=None)


def run_program(
    command: list[str], settings: Mapping[str, Any], rows: dict[str, int], bar: Bar
) -> None:
    """Run to the end; each table that is begun moves ``bar`` by its ``rows``."""
    last_words: deque[str] = deque(maxlen=3)
    with _started(command, settings) as process:
        try:
            for line in process.stderr or ():
                last_words.append(line.strip())
                if begun := STARTED_TABLE.search(line):
                    bar.update(rows.get(begun[1], 0))
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise ProgramFailed(" ".join(last_words))


def _started(command: list[str], settings: Mapping[str, Any]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        command,
        env=_environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


def count_rows(programs: ClientPrograms, dump: Path) -> dict[str, int]:
    """Rows of each table that really are in ``dump``, counted by unpacking all of it."""
    command = [programs.restore, "--data-only", "--file=-", str(dump)]
    counts: dict[str, int] = {}
    table = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603
        for line in process.stdout or ():
            if table:
                table = _counted(line, table, counts)
            elif line.startswith(b"COPY "):
                table = line.split()[1].decode().rpartition(".")[2].strip('"')
                counts[table] = 0
    if process.returncode:
        raise ProgramFailed(f"pg_restore --data-only: {process.returncode}")
    return counts


def _counted(line: bytes, table: str, counts: dict[str, int]) -> str:
    if line.rstrip(b"\r\n") == COPY_END:
        return ""
    counts[table] += 1
    return table


def _environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """How libpq finds the database of Django's ``settings``; no secret on the command line."""
    parts = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    named = {variable: str(settings[part]) for variable, part in parts.items() if settings[part]}
    options = {f"PG{key.upper()}": str(value) for key, value in settings["OPTIONS"].items()}
    return {**os.environ, **options, **named, "PGDATABASE": settings["NAME"], "LC_ALL": "C"}


def _installed() -> Iterator[ClientPrograms]:
    for folder in _folders():
        dump, restore = (shutil.which(name, path=folder) for name in ("pg_dump", "pg_restore"))
        if dump and restore and (version := _version(dump)):
            yield ClientPrograms(dump, restore, version)


def _folders() -> Iterator[str]:
    yield from filter(None, os.environ.get("PATH", "").split(os.pathsep))
    for root, pattern in INSTALLED:
        yield from map(str, sorted(Path(root).glob(pattern)))


def _version(program: str) -> int:
    said = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = VERSION.search(said)
    return int(found[1]) if found else 0
