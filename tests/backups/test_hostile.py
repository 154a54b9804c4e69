"""A file that is no whole, honest backup is refused before anything is touched."""

from __future__ import annotations

import stat
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kechuang.backups.backing_up import Backup
from kechuang.backups.refusals import RestoreRefused
from kechuang.backups.restoring import restore_backup
from kechuang.backups.unpacking import refuse_hostile
from tests.backups.forging import Entries, add_described, forged, with_manifest
from tests.backups.places import Place, silently, standing_in
from tests.cast import AT

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])


def refused(file: Path, place: Place) -> str:
    """Why ``file`` is not restored; ``place`` stays as empty as it was."""
    with standing_in(place), pytest.raises(RestoreRefused) as refusal:
        restore_backup(file, at=AT, stages=silently)
    left = [path for path in place.folder.rglob("*") if path.is_file()]
    assert [path for path in left if path.stat().st_size > 4096] == []
    return refusal.value.said_in("en")


def first_file(entries: Entries) -> str:
    return next(name for name in entries if name.startswith("files/"))


def test_an_altered_database_is_refused(backup: Backup, empty: Place) -> None:
    def alter(entries: Entries) -> None:
        content = bytearray(entries["database.sqlite3"])
        content[-1] ^= 1
        entries["database.sqlite3"] = bytes(content)

    assert "database.sqlite3 of the backup is" in refused(forged(backup.file, alter), empty)


def test_an_altered_file_is_refused(backup: Backup, empty: Place) -> None:
    altered = forged(backup.file, lambda entries: entries.update({first_file(entries): b"x"}))

    assert "of the backup is missing, foreign, damaged" in refused(altered, empty)


def test_an_altered_file_of_the_same_size_is_refused(backup: Backup, empty: Place) -> None:
    def alter(entries: Entries) -> None:
        name = first_file(entries)
        entries[name] = bytes(len(entries[name]))

    assert "of the backup is missing, foreign, damaged" in refused(
        forged(backup.file, alter), empty
    )


def test_a_missing_file_is_refused(backup: Backup, empty: Place) -> None:
    without = forged(backup.file, lambda entries: entries.pop(first_file(entries)))

    assert "of the backup is missing" in refused(without, empty)


def test_an_entry_that_the_manifest_does_not_know_is_refused(backup: Backup, empty: Place) -> None:
    with_more = forged(backup.file, lambda entries: entries.update({"more.txt": b"x"}))

    assert "more.txt" in refused(with_more, empty)


@pytest.mark.parametrize("name", ["secret-key", "files/ab/notes.txt", "files/../x"])
def test_even_a_described_entry_must_be_a_stored_file(
    backup: Backup, empty: Place, name: str
) -> None:
    said = refused(add_described(backup.file, name, b"x"), empty)

    assert "was not written by this platform" in said or "unsafe path" in said


def test_half_a_backup_is_refused(backup: Backup, empty: Place) -> None:
    half = backup.file.with_name("half.zip")
    half.write_bytes(backup.file.read_bytes()[: backup.size // 2])

    assert "damaged or incomplete" in refused(half, empty)


@pytest.mark.parametrize("manifest", [b"{", b"[]", b"{}", b'{"format": "1"}', b"[" * 99_999])
def test_a_manifest_that_nobody_wrote_is_refused(
    backup: Backup, empty: Place, manifest: bytes
) -> None:
    broken = forged(backup.file, lambda entries: entries.update({"manifest.json": manifest}))

    assert "was not written by this platform" in refused(broken, empty)


def test_an_archive_without_a_manifest_is_refused(backup: Backup, empty: Place) -> None:
    without = forged(backup.file, lambda entries: entries.pop("manifest.json"))

    assert "manifest.json of the backup is missing" in refused(without, empty)


def test_a_later_format_is_refused(backup: Backup, empty: Place) -> None:
    later = with_manifest(backup.file, lambda manifest: manifest.update(format=2))

    assert "its format is 2, not 1" in refused(later, empty)


def test_a_path_that_escapes_is_refused(backup: Backup, empty: Place) -> None:
    escaping = forged(backup.file, lambda entries: entries.update({"../../evil": b"x"}))

    assert "unsafe path" in refused(escaping, empty)


def test_a_link_is_refused(backup: Backup, empty: Place) -> None:
    link = zipfile.ZipInfo("files/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(backup.file, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert "symbolic link" in refused(backup.file, empty)


def test_a_doubled_entry_is_refused(backup: Backup, empty: Place) -> None:
    with zipfile.ZipFile(backup.file, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("database.sqlite3", b"another")

    assert "more than once" in refused(backup.file, empty)


def test_a_member_larger_than_any_upload_is_refused(backup: Backup, empty: Place) -> None:
    def swell(manifest: dict[str, Any]) -> None:
        name = next(name for name in manifest["members"] if name.startswith("files/"))
        manifest["members"][name]["size"] = 1 << 40

    assert "was not written by this platform" in refused(with_manifest(backup.file, swell), empty)


def test_more_than_the_disk_holds_is_refused(backup: Backup) -> None:
    with pytest.raises(RestoreRefused, match="Free disk space first"):
        refuse_hostile(backup.file, space=100_000)
