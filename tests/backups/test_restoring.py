"""A restore fills only an empty place, and what it filled is compared with the backup."""

from __future__ import annotations

import errno
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from kechuang.audit.selectors import chain_head
from kechuang.backups import client_programs, postgresql, sqlite
from kechuang.backups.backing_up import Backup, make_backup
from kechuang.backups.comparing import differences
from kechuang.backups.progress import Bar
from kechuang.backups.refusals import RestoreFailed, RestoreRefused
from kechuang.backups.restoring import restore_backup
from kechuang.engines.wording import Text
from kechuang.files import storage
from tests.backups.forging import forged, with_manifest
from tests.backups.places import Place, copy_sqlite, plain_sql, silently, standing_in, store
from tests.cast import AT
from tests.laid import laid_file

ON_SQLITE = pytest.mark.parametrize("engine", ["sqlite"])


def refused(file: Path, place: Place) -> str:
    with standing_in(place), pytest.raises(RestoreRefused) as refusal:
        restore_backup(file, at=AT, stages=silently)
    return refusal.value.said_in("en")


def failed(file: Path, place: Place) -> str:
    with standing_in(place), pytest.raises(RestoreFailed) as failure:
        restore_backup(file, at=AT, stages=silently)
    return failure.value.said_in("en")


def tables_in(place: Place) -> int:
    with standing_in(place):
        return len(connection.introspection.table_names())


@ON_SQLITE
def test_a_platform_in_use_is_never_overwritten(live: Place, backup: Backup) -> None:
    with standing_in(live):
        store("丙,3\n")

    assert f"{tables_in(live)} tables, 5 audit events" in refused(backup.file, live)
    with standing_in(live):
        assert chain_head().sequence == 5


@ON_SQLITE
def test_a_migrated_place_is_not_empty(backup: Backup, tmp_path: Path) -> None:
    migrated = copy_sqlite(laid_file(), tmp_path / "migrated")

    assert "the database is not empty" in refused(backup.file, migrated)


@ON_SQLITE
def test_a_file_store_in_use_is_never_mixed(backup: Backup, empty: Place) -> None:
    with standing_in(empty):
        storage.put(b"somebody's")

    assert "the file store is not empty: 1 files" in refused(backup.file, empty)


@ON_SQLITE
def test_a_newer_backup_is_refused(backup: Backup, empty: Place) -> None:
    newer = with_manifest(
        backup.file, lambda m: m["contents"]["migrations"].append(["audit", "0999_later"])
    )

    assert "audit.0999_later first" in refused(newer, empty)
    assert tables_in(empty) == 0


@ON_SQLITE
def test_an_older_backup_says_what_is_pending(live: Place, empty: Place, out: Path) -> None:
    last = "name = '0005_guards' AND app = 'audit'"
    plain_sql(live, f"DELETE FROM django_migrations WHERE {last}")
    with standing_in(live):
        older = make_backup(to=out, at=AT, stages=silently)

    with standing_in(empty):
        restored = restore_backup(older.file, at=AT, stages=silently)

    assert restored.pending == (("audit", "0005_guards"),)
    assert not restored.is_chain_verified


@ON_SQLITE
def test_a_backup_of_the_other_database_is_refused(backup: Backup, empty: Place) -> None:
    def rename(manifest: dict[str, Any]) -> None:
        manifest["engine"] = "postgresql"
        members = manifest["members"]
        members["database.dump"] = members.pop("database.sqlite3")

    other = forged(
        with_manifest(backup.file, rename),
        lambda entries: entries.update({"database.dump": entries.pop("database.sqlite3")}),
    )

    assert "a backup of postgresql, the database here is sqlite" in refused(other, empty)


def test_rows_that_are_not_as_told_fail_the_restore(backup: Backup, empty: Place) -> None:
    lying = with_manifest(backup.file, lambda m: m["contents"]["rows"].update(files_storedfile=9))

    assert "files_storedfile: 2 rows, not 9" in failed(lying, empty)


@ON_SQLITE
def test_another_head_fails_the_restore(backup: Backup, empty: Place) -> None:
    lying = with_manifest(backup.file, lambda m: m["contents"].update(head=[2, "f" * 64]))

    said = failed(lying, empty)

    assert "the head of the chain is 3" in said
    assert "differs from the outside anchor" in said


@ON_SQLITE
def test_a_tampered_chain_is_found(live: Place, empty: Place, out: Path) -> None:
    plain_sql(
        live,
        "DROP TRIGGER audit_event_no_UPDATE",
        "UPDATE audit_event SET command = 'nothing' WHERE sequence = 2",
    )
    with standing_in(live):
        tampered = make_backup(to=out, at=AT, stages=silently)

    assert "the audit chain breaks at 2" in failed(tampered.file, empty)


UNGUARDED = {
    "sqlite": "DROP TRIGGER audit_event_no_UPDATE",
    "postgresql": "ALTER TABLE audit_event DISABLE TRIGGER USER",
}


def test_what_contradicts_an_invariant_fails_the_restore_and_is_put_aside(
    live: Place, empty: Place, out: Path, engine: str
) -> None:
    plain_sql(live, UNGUARDED[engine])
    with standing_in(live):
        unguarded = make_backup(to=out, at=AT, stages=silently)

    said = failed(unguarded.file, empty)

    assert "does not hold: The database refuses to change or delete events" in said
    if engine == "postgresql":
        assert "is kept as it is; let no platform use it" in said
        return
    (aside,) = empty.folder.glob("failed-restore-*/kechuang.sqlite3")
    assert f"was moved to {aside.parent}" in said
    assert tables_in(empty) == 0
    assert tables_in(Place(f"sqlite:///{aside}", aside.parent)) > 0


@ON_SQLITE
def test_a_file_lost_after_the_restore_is_found(backup: Backup, empty: Place) -> None:
    with standing_in(empty):
        restore_backup(backup.file, at=AT, stages=silently)
        lost, altered = backup.manifest.digests
        storage.path_of(lost).unlink()
        storage.path_of(altered).write_bytes(b"other")

        found = differences(backup.manifest, silently, with_chain=True)

    assert [text.en for text in found if "stored file" in text.en] == [
        f"stored file {lost} is lost or altered",
        f"stored file {altered} is lost or altered",
    ]


class Broken:
    """The disk fills up, or the process ends, while the database is restored."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, length: int, label: Text) -> AbstractContextManager[Bar]:
        is_loading = label in (sqlite.LOADING, postgresql.LOADING)
        return nullcontext(self) if is_loading else silently(length, label)

    def update(self, n_steps: int, /) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "seen"),
    [(OSError(errno.ENOSPC, "No space left"), RestoreFailed), (KeyboardInterrupt(), BaseException)],
)
def test_a_restore_that_broke_off_leaves_no_half_database_and_is_recognised(
    backup: Backup,
    empty: Place,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    seen: type[BaseException],
) -> None:
    monkeypatch.setattr(sqlite, "STEP_PAGES", 20)
    with standing_in(empty), pytest.raises(seen):
        restore_backup(backup.file, at=AT, stages=Broken(error))

    assert tables_in(empty) == 0
    said = refused(backup.file, empty)
    assert "the file store is not empty: 2 files" in said
    assert "if an interrupted restore left this behind" in said


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_without_pg_restore_nothing_is_touched(
    backup: Backup, empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_programs, "INSTALLED", ())
    monkeypatch.setenv("PATH", str(empty.folder))

    assert "apt install postgresql-client-" in refused(backup.file, empty)
    assert not (empty.folder / "files").exists()


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_what_pg_restore_complains_of_is_told(
    backup: Backup, empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "LOAD_OPTIONS", ("--nonsense",))

    assert "unrecognized option '--nonsense'" in failed(backup.file, empty)
