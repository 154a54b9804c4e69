"""What was backed up is what comes back, also while others go on committing."""

from __future__ import annotations

import zipfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from kechuang.audit.models import Event
from kechuang.audit.selectors import chain_head, verify_chain
from kechuang.backups import postgresql, sqlite
from kechuang.backups.backing_up import Backup, make_backup
from kechuang.backups.progress import Bar
from kechuang.backups.refusals import BackupRefused
from kechuang.backups.restoring import restore_backup
from kechuang.base.invariants import every_invariant
from kechuang.engines.wording import Text
from kechuang.files import storage
from kechuang.files.models import StoredFile
from tests.backups.places import Place, Silence, append_event, plain_sql, silently, standing_in
from tests.cast import AT

SESSION = """
INSERT INTO django_session (session_key, session_data, expire_date)
VALUES ('late', '', '2027-01-01 00:00:00+00')
"""


def test_everything_comes_back_and_is_checked(live: Place, backup: Backup, empty: Place) -> None:
    with standing_in(live):
        last = Event.objects.get(sequence=3)
        head = (last.sequence, last.own_hash)

    with standing_in(empty):
        restored = restore_backup(backup.file, at=AT, stages=silently)

        contents = {storage.get(file.digest).decode() for file in StoredFile.objects.all()}
        report = verify_chain(anchor=head)

    assert contents == {"甲,1\n", "乙,2\n"}
    assert (report.is_whole, report.events) == (True, 4)
    assert restored.manifest.contents.head == head
    assert (restored.pending, restored.is_chain_verified) == ((), True)
    assert restored.invariants == len(every_invariant())


def test_the_chain_tells_of_the_backup_and_what_came_out_of_it_tells_of_the_restore(
    live: Place, backup: Backup, empty: Place
) -> None:
    with standing_in(live):
        taken = Event.objects.latest("sequence")
        told = (taken.command, taken.payload["file"], taken.payload["sha256"])
    with standing_in(empty):
        restore_backup(backup.file, at=AT, stages=silently)
        restored = Event.objects.latest("sequence")

        assert (restored.command, restored.payload["sha256"]) == ("restore_backup", backup.sha256)
        assert (restored.payload["sequence"], restored.at) == (3, AT)

    assert told == ("make_backup", backup.file.name, backup.sha256)


def test_the_restored_platform_goes_on_and_is_backed_up_again(
    backup: Backup, empty: Place, out: Path
) -> None:
    with standing_in(empty):
        restore_backup(backup.file, at=AT, stages=silently)
        append_event()

        again = make_backup(to=out / "second.zip", at=AT, stages=silently)

    assert again.manifest.contents.head[0] == backup.manifest.contents.head[0] + 2
    assert again.manifest.digests == backup.manifest.digests


def test_append_only_tables_are_append_only_after_a_restore(backup: Backup, empty: Place) -> None:
    with standing_in(empty):
        restore_backup(backup.file, at=AT, stages=silently)

    with pytest.raises(Exception, match="append-only"):
        plain_sql(empty, "UPDATE audit_event SET command = 'other'")


def test_the_key_of_the_platform_stays_at_home(live: Place, out: Path) -> None:
    (live.folder / "secret-key").write_text("secret")

    with standing_in(live):
        backup = make_backup(to=out, at=AT, stages=silently)

    with zipfile.ZipFile(backup.file) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {
            backup.manifest.database_member,
            "files",
            "manifest.json",
        }


def test_nobody_else_may_read_a_backup(backup: Backup) -> None:
    assert backup.file.stat().st_mode & 0o077 == 0


class Busy:
    """While the database is copied, others commit."""

    def __init__(self, commits: int) -> None:
        self.left = commits

    def __call__(self, length: int, label: Text) -> AbstractContextManager[Bar]:
        return nullcontext(self if label == sqlite.COPYING else Silence())

    def update(self, n_steps: int, /) -> None:
        self.left -= 1
        if self.left >= 0:
            append_event()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_on_sqlite_the_copy_is_of_the_moment_it_began(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "STEP_PAGES", 20)

    with standing_in(live):
        backup = make_backup(to=out, at=AT, stages=Busy(commits=5))

        assert backup.manifest.contents.head[0] == 3
        assert chain_head().sequence == 9


@pytest.mark.parametrize("engine", ["sqlite"])
def test_without_the_pinned_moment_the_copy_is_of_a_later_one(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "STEP_PAGES", 20)
    monkeypatch.setattr(sqlite, "_pin_moment", lambda live: None)

    with standing_in(live):
        backup = make_backup(to=out, at=AT, stages=Busy(commits=5))

    assert backup.manifest.contents.head[0] > 3


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_on_postgresql_the_dump_is_of_the_moment_that_was_counted(live: Place, out: Path) -> None:
    def meanwhile(length: int, label: Text) -> AbstractContextManager[Bar]:
        if label == postgresql.DUMPING:
            plain_sql(live, SESSION)
        return silently(length, label)

    with standing_in(live):
        backup = make_backup(to=out, at=AT, stages=meanwhile)

    assert backup.manifest.contents.rows["django_session"] == 0


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"])
def test_a_dump_of_another_moment_is_noticed(
    live: Place, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = postgresql.run_program

    def without_moment(command: list[str], *rest: object) -> None:
        plain_sql(live, SESSION)
        run([part for part in command if not part.startswith("--snapshot")], *rest)

    monkeypatch.setattr(postgresql, "run_program", without_moment)

    with standing_in(live), pytest.raises(BackupRefused, match="django_session 1/0"):
        make_backup(to=out, at=AT, stages=silently)
