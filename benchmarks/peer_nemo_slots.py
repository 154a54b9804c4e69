"""Race for slots in NEMO, and for money in Kechuang, with one and the same script.

    python benchmarks/peer_nemo_slots.py [--turns 100] [--engine sqlite,postgresql] [--json FILE]

Installs NEMO (NIST's laboratory reservations) with pip into a temporary environment, lays its
tables in scratch databases, and lets eight users ask the production page ``create_reservation``
for the same slot. PostgreSQL is the server of ``KECHUANG_TEST_POSTGRES``. Prints a table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.proof.engines import scratch, scratch_postgres  # noqa: E402 - benchmarks lie beside it

PEER, DRIVER = "NEMO==8.1.5", "psycopg[binary]"
START = "import django; django.setup(); from benchmarks.nemo_slots.{0} import main; main()"
HEAD = ("system", "what", "engine", "how", "things", "given too often", "given")
Row = dict[str, Any]


def installed(folder: Path) -> Path:
    """The Python of a new environment with NEMO in it; ends the program where pip cannot."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", PEER, DRIVER]
    if subprocess.run(pip, capture_output=True).returncode:  # noqa: S603
        raise click.ClickException(
            f"pip 未能安装 {PEER}，对照未测 / pip could not install {PEER}: nothing was measured"
        )
    return python


@contextmanager
def peer_database(engine: str, folder: Path) -> Iterator[Mapping[str, str]]:
    """Environment variables by which NEMO's settings find an empty database."""
    if engine == "sqlite":
        yield {"DATABASE_NAME": str(folder / "nemo.sqlite3")}
        return
    with scratch_postgres() as url:
        place = urlsplit(url)
        yield {
            "DATABASE_ENGINE": "django.db.backends.postgresql",
            "DATABASE_NAME": place.path.strip("/"),
            "DATABASE_USER": place.username or "",
            "DATABASE_PASSWORD": place.password or "",
            "DATABASE_HOST": place.hostname or "",
            "DATABASE_PORT": str(place.port or ""),
        }


def raced(python: Path, race: str, environment: Mapping[str, str], options: list[str]) -> list[Row]:
    """Lay the tables, run ``race`` in a process of its own, and read its rows."""
    click.echo(f"{race} {environment.get('DATABASE_ENGINE', '')}…", err=True)
    known = {**os.environ, **environment}
    migrate = [str(python), "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=known, check=True)  # noqa: S603
    program = [str(python), "-c", START.format(race), *options]
    done = subprocess.run(program, cwd=ROOT, env=known, check=True, capture_output=True)  # noqa: S603
    rows: list[Row] = json.loads(done.stdout)
    return rows


def of_peer(python: Path, engine: str, folder: Path, options: list[str]) -> list[Row]:
    settings = {
        "DJANGO_SETTINGS_MODULE": "benchmarks.nemo_slots.settings",
        "PYTHONPATH": str(ROOT),
    }
    with peer_database(engine, folder) as database:
        rows = raced(python, "race", {**settings, **database}, options)
    return [{"system": PEER.replace("==", " "), "engine": engine, **row} for row in rows]


def of_ours(engine: str, folder: Path, options: list[str]) -> list[Row]:
    with scratch(engine, folder) as environment:
        rows = raced(Path(sys.executable), "ours", environment, options)
    return [{"system": "Kechuang", "engine": engine, **row} for row in rows]


def told(rows: list[Row]) -> list[Row]:
    """Print the rows as lines of a Markdown table, as docs/proof.md shows it."""
    for row in rows:
        cells = (row["system"], row["what"], row["engine"], row["how"], row["turns"])
        counted = f"**{row['doubled']}**", row.get("done", "")
        click.echo("| " + " | ".join(map(str, (*cells, *counted))) + " |")
    return rows


@click.command(help=__doc__)
@click.option("--turns", default=100, help="slots, tranches and budget lines of each race")
@click.option("--engine", default="sqlite,postgresql")
@click.option("--seed", default=20261121)
@click.option("--json", "place", type=click.Path(path_type=Path), help="keep the rows here")
def main(turns: int, engine: str, seed: int, place: Path | None) -> None:
    options = ["--turns", str(turns), "--seed", str(seed)]
    rows: list[Row] = []
    click.echo("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    with tempfile.TemporaryDirectory(prefix="kechuang-peer-") as name:
        folder = Path(name)
        python = installed(folder / "environment")
        for each in engine.split(","):
            rows += told(of_peer(python, each, folder, options))
            rows += told(of_ours(each, folder, options))
    if place is not None:
        place.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
