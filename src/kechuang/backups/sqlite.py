"""Snapshots of a SQLite file by its online backup, page by page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from kechuang.backups.contents import Snapshot, read_contents, read_digests
from kechuang.backups.manifest import Manifest
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import BackupRefused, RestoreFailed
from kechuang.engines.wording import Text

STEP_PAGES = 2_048
WAIT_SECONDS = 20.0
COPYING = Text("复制数据库", "copying the database")
LOADING = Text("恢复数据库", "restoring the database")
MEND = Text(
    "检查磁盘空间；若数据库文件已损坏，请停止平台并从最近一份完好的备份恢复",
    "Examine the disk; if the database file is damaged, stop the platform and restore the last "
    "good backup",
)


class SqliteDatabase:
    """The SQLite file of this platform."""

    engine = "sqlite"

    def take_snapshot(self, place: Path, stages: Stages) -> Snapshot:
        """Raises ``BackupRefused`` when the copy fails SQLite's own integrity check."""
        try:
            with _opened(connection.settings_dict["NAME"]) as live, _opened(place) as copy:
                _pin_moment(live)
                _copy_pages(live, copy, stages, COPYING)
                copy.execute("PRAGMA journal_mode=DELETE")
                _require_integrity(copy)
                return _described(copy)
        except sqlite3.Error as broken:
            raise BackupRefused(Text(f"SQLite：{broken}", f"SQLite: {broken}"), MEND) from broken

    def require_loader(self, dump_version: int) -> None:
        """Python brings its own SQLite 3, whose files never changed."""

    def load(self, place: Path, manifest: Manifest, stages: Stages) -> None:
        """The pages arrive in one transaction of the empty file."""
        try:
            with _opened(place) as snapshot, _opened(connection.settings_dict["NAME"]) as target:
                target.execute("PRAGMA synchronous=FULL")
                _copy_pages(snapshot, target, stages, LOADING)
        except sqlite3.Error as broken:
            raise RestoreFailed(Text(f"SQLite：{broken}", f"SQLite: {broken}")) from broken


@contextmanager
def _opened(file: str | Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as opened:
        yield opened


def _pin_moment(live: sqlite3.Connection) -> None:
    """Without a transaction that reads, each commit of others would restart the copy."""
    live.execute("BEGIN")
    live.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()


def _copy_pages(
    source: sqlite3.Connection, target: sqlite3.Connection, stages: Stages, label: Text
) -> None:
    (pages,) = source.execute("PRAGMA page_count").fetchone()
    done = 0
    with stages(pages, label) as bar:

        def show(_status: int, remaining: int, total: int) -> None:
            nonlocal done
            bar.update(total - remaining - done)
            done = total - remaining

        source.backup(target, pages=STEP_PAGES, progress=show)


def _require_integrity(copy: sqlite3.Connection) -> None:
    (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict == "ok":
        return
    raise BackupRefused(
        Text(f"数据库完整性检查未通过：{verdict}", f"the integrity check failed: {verdict}"),
        MEND,
    )


def _described(copy: sqlite3.Connection) -> Snapshot:
    cursor = copy.cursor()
    version = sqlite3.sqlite_version_info[0]
    return Snapshot(read_contents(cursor, _tables(copy)), read_digests(cursor), version)


def _tables(copy: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
    return [name for (name,) in copy.execute(f"{named} ESCAPE '\\'")]
