"""A backup that would not be whole is refused, and nothing that looks like one is left."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kechuang.backups import backing_up, client_programs, postgresql
from kechuang.backups.backing_up import make_backup
from kechuang.backups.refusals import BackupRefused
from kechuang.files import storage
from kechuang.files.models import StoredFile
from tests.backups.places import Place, plain_sql, silently, standing_in
from tests.cast import AT

ON_SQLITE = pytest.mark.parametrize("engine", ["sqlite"])


def refused(place: Place, out: Path) -> str:
    """Why ``place`` cannot be backed up; nothing may be left in ``out``."""
    with standing_in(place), pytest.raises(BackupRefused) as refusal:
        make_backup(to=out, at=AT, stages=silently)
    assert not out.exists() or list(out.iterdir()) == []
    return refusal.value.said_in("en")


def test_a_place_without_tables_is_not_backed_up(empty: Place, out: Path) -> None:
    empty.folder.mkdir()

    assert "nothing was ever recorded" in refused(empty, out)


def test_a_platform_that_nobody_used_is_not_backed_up(sqlite_place: Place, out: Path) -> None:
    assert "nothing was ever recorded" in refused(sqlite_place, out)


@ON_SQLITE
def test_a_lost_file_is_named(live: Place, out: Path) -> None:
    with standing_in(live):
        lost = StoredFile.objects.first()
        storage.path_of(lost.digest).unlink()

    assert f"{lost.digest} is lost" in refused(live, out)


@ON_SQLITE
def test_an_altered_file_is_named(live: Place, out: Path) -> None:
    with standing_in(live):
        altered = StoredFile.objects.first()
        storage.path_of(altered.digest).write_bytes(b"other")

    assert f"{altered.digest} is altered" in refused(live, out)


@ON_SQLITE
def test_a_chain_that_lost_events_is_no_backup(live: Place, out: Path) -> None:
    plain_sql(
        live,
        "DROP TRIGGER audit_event_no_DELETE",
        "DELETE FROM audit_event WHERE sequence = 2",
    )

    assert "head 3, 2 events" in refused(live, out)


@ON_SQLITE
def test_a_damaged_sqlite_file_is_no_backup(live: Place, out: Path) -> None:
    file = Path(live.url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as opened:
        (page,) = opened.execute(
            "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'files_storedfile' AND name LIKE "
            "'%digest%'"
        ).fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(content)

    assert "the integrity check failed" in refused(live, out)


@ON_SQLITE
def test_a_full_disk_leaves_nothing(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert "No space left on device" in refused(live, out)


@ON_SQLITE
def test_a_disk_that_keeps_other_bytes_is_noticed(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: os.pwrite(handle, bytes(64), 999))

    assert "database.sqlite3 of the backup is missing, foreign, damaged" in refused(live, out)


@ON_SQLITE
def test_a_snapshot_older_than_the_command_is_no_backup(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "_head_before", lambda: 4)

    assert "head 3, 3 events, 4 before it" in refused(live, out)


@ON_SQLITE
def test_a_backup_interrupted_before_its_name_is_none(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)

    with standing_in(live), pytest.raises(KeyboardInterrupt):
        make_backup(to=out, at=AT, stages=silently)

    assert list(out.rglob("*.zip")) == []


@ON_SQLITE
def test_a_file_of_that_name_is_not_overwritten(live: Place, out: Path) -> None:
    out.mkdir()
    (out / "mine.zip").write_bytes(b"mine")

    with standing_in(live), pytest.raises(BackupRefused, match="exists already"):
        make_backup(to=out / "mine.zip", at=AT, stages=silently)

    assert (out / "mine.zip").read_bytes() == b"mine"


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_an_empty_dump_is_no_backup(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "DUMP_OPTIONS", (*postgresql.DUMP_OPTIONS, "--schema-only"))

    assert "rows are missing from the dump: audit_chainhead 0/1" in refused(live, out)


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_without_pg_dump_the_mend_is_named(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_programs, "INSTALLED", ())
    monkeypatch.setenv("PATH", str(out))

    assert "apt install postgresql-client-" in refused(live, out)


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_what_pg_dump_complains_of_is_told(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "DUMP_OPTIONS", ("--nonsense",))

    assert "unrecognized option '--nonsense'" in refused(live, out)
