"""``restore_backup``: into an empty place only, checked before, during and after."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kechuang.backups.aside import put_aside
from kechuang.backups.comparing import differences
from kechuang.backups.database import Database, current_database
from kechuang.backups.emptiness import require_empty
from kechuang.backups.manifest import Manifest, file_member
from kechuang.backups.packing import sha256_of
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import RestoreFailed, RestoreRefused
from kechuang.backups.telling import RESTORED, tell
from kechuang.backups.truths import examined_invariants, in_words
from kechuang.backups.unpacking import PackedBackup, opened, refuse_hostile
from kechuang.engines.wording import Text
from kechuang.files import storage

FILING = Text("恢复附件", "restoring stored files")
SHOWN = 10


@dataclass(frozen=True)
class Restored:
    """What was restored, the migrations of this version that the backup had not yet seen, and how
    many invariants hold; None while tables must first be brought up to date to be read."""

    manifest: Manifest
    pending: tuple[tuple[str, str], ...]
    invariants: int | None = None

    @property
    def is_chain_verified(self) -> bool:
        """False when the audit tables must first be brought up to date to be read."""
        return all(app != "audit" for app, _ in self.pending)


def restore_backup(file: Path, *, at: datetime, stages: Stages) -> Restored:
    """Restore ``file`` into the empty database and data folder of this platform and check it:
    rows, stored files, the whole chain and every invariant. An event in it tells of the restore.

    Raises:
        RestoreRefused: nothing was touched, as the place is not empty or the backup is damaged,
            hostile, of another kind of database, or newer than this version.
        RestoreFailed: it broke off, or what came out is not what was backed up, or contradicts
            itself; the database is put aside then.
    """
    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    require_empty()
    refuse_hostile(file, space=shutil.disk_usage(settings.DATA_FOLDER).free)
    with opened(file) as backup:
        database = current_database()
        restored = Restored(backup.manifest, _require_fitting(backup.manifest, database))
        backup.verify(stages)
        _fill(backup, database, stages)
    connection.close()
    found = differences(backup.manifest, stages, with_chain=restored.is_chain_verified)
    if not found and not restored.pending:
        examined = examined_invariants(stages)
        restored = replace(restored, invariants=len(examined))
        found = [in_words(each) for each in examined if not each.holds]
    if found:
        listed = [*found[:SHOWN], put_aside(at)]
        raise RestoreFailed(Text("；".join(t.zh for t in listed), "; ".join(t.en for t in listed)))
    if restored.is_chain_verified:
        tell(RESTORED, file=file, sha256=sha256_of(file), manifest=restored.manifest, at=at)
    return restored


def _require_fitting(manifest: Manifest, database: Database) -> tuple[tuple[str, str], ...]:
    """The migrations that ``migrate`` will add; refuses another engine and a newer version."""
    if manifest.engine != database.engine:
        raise RestoreRefused(
            Text(
                f"这是 {manifest.engine} 的备份，当前数据库是 {database.engine}",
                f"this is a backup of {manifest.engine}, the database here is {database.engine}",
            ),
            Text(
                f"请让 DATABASE_URL 指向一个空的 {manifest.engine} 数据库",
                f"Let DATABASE_URL name an empty {manifest.engine} database",
            ),
        )
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    applied = set(manifest.contents.migrations)
    _refuse_newer(sorted(applied - known), manifest.kechuang)
    database.require_loader(manifest.dump_version)
    return tuple(sorted(known - applied))


def _refuse_newer(unknown: list[tuple[str, str]], version: str) -> None:
    if not unknown:
        return
    first = ".".join(unknown[0])
    raise RestoreRefused(
        Text(
            f"备份来自更新的版本 {version}：本版本没有 {first} 等 {len(unknown)} 项迁移",
            f"it comes from a newer version, {version}: {len(unknown)} of its migrations are "
            f"unknown here, {first} first",
        ),
        Text("请先更新本平台的程序，再恢复", "Update the program here first, then restore"),
    )


def _fill(backup: PackedBackup, database: Database, stages: Stages) -> None:
    """Files first, the database last and at once: nothing points to a file that is not there."""
    try:
        with stages(len(backup.manifest.digests), FILING) as bar:
            for digest in backup.manifest.digests:
                storage.put(backup.read(file_member(digest)))
                bar.update(1)
        with tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER, prefix="restoring-") as folder:
            database.load(backup.extract_database(Path(folder)), backup.manifest, stages)
    except OSError as broken:
        raise RestoreFailed(Text(f"写入失败：{broken}", f"writing failed: {broken}")) from broken
