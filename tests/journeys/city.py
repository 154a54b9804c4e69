"""A small fictional city in a data folder of its own, built by a process of its own.

``python -m tests.journeys.city`` builds it in ``KECHUANG_DATA``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import gettempdir

import django

from tests.laid import laid_file, one_at_a_time

ROOT = Path(__file__).resolve().parents[2]
ENTERPRISES = 60
FILED_BY, VETTED_BY = "enterprise", "bureau"


def environment(folder: Path) -> dict[str, str]:
    """What a real start in ``folder`` sees, whatever this test run was told."""
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return told | {
        "KECHUANG_DATA": str(folder),
        "KECHUANG_MODE": "local",
        "DJANGO_SETTINGS_MODULE": "kechuang.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


def copy_of_city(folder: Path) -> Path:
    """A fresh copy of the small city in ``folder``, not swept yet."""
    copytree(_built(), folder, dirs_exist_ok=True)
    return folder


@cache
def _built() -> Path:
    """One city for all processes of a test run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(gettempdir()) / f"kechuang-city-{run}"
    with one_at_a_time(folder.with_suffix(".turn")):
        if not folder.exists():
            part = folder.with_suffix(".part")
            part.mkdir()
            copyfile(laid_file(), part / "kechuang.sqlite3")
            command = [sys.executable, "-m", "tests.journeys.city"]
            subprocess.run(
                command, env=environment(part), cwd=ROOT, check=True, capture_output=True
            )
            part.rename(folder)
    return folder


def build() -> None:
    """Tables, style sheets, the city, and the log-ins that the journeys use."""
    django.setup()
    from kechuang.base.clock import now
    from kechuang.cli.database import collect_static, prepare_database
    from kechuang.demo.accounts import open_accounts
    from kechuang.demo.city import build_city
    from kechuang.demo.loading import load_city

    prepare_database()
    collect_static()
    city = build_city(enterprises=ENTERPRISES)
    load_city(city, at=now(), step=print)
    people = tuple(person for person in city.cast if person.username in (FILED_BY, VETTED_BY))
    open_accounts(replace(city, cast=people), at=now())


if __name__ == "__main__":
    build()
