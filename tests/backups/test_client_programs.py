"""Of several installations of PostgreSQL's programs the fitting one is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kechuang.backups import client_programs
from kechuang.backups.client_programs import find_programs


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions 14, 16 and 17, and a folder in which only half of 15 is."""
    for version in (14, 16, 17):
        install(tmp_path / "postgresql" / str(version) / "bin", version, "pg_dump", "pg_restore")
    install(tmp_path / "half", 15, "pg_dump")
    monkeypatch.setattr(client_programs, "INSTALLED", ((tmp_path / "postgresql", "*/bin"),))
    monkeypatch.setenv("PATH", str(tmp_path / "half"))


def install(folder: Path, version: int, *names: str) -> None:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(f"#!/bin/sh\nPATH= echo '{name} (PostgreSQL) {version}.2 (X)'\n")
        (folder / name).chmod(0o755)


@pytest.mark.parametrize(("server", "taken"), [(13, 14), (14, 14), (15, 16), (17, 17)])
def test_the_nearest_version_that_is_not_older_is_taken(server: int, taken: int) -> None:
    programs = find_programs(at_least=server)

    assert programs is not None
    assert programs.version == taken
    assert f"/{taken}/bin/pg_restore" in programs.restore


def test_an_older_client_is_not_taken() -> None:
    assert find_programs(at_least=18) is None
