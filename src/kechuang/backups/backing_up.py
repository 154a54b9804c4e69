"""``make_backup``: one verified file, taken while the platform goes on."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

import kechuang
from kechuang.backups.contents import EVENTS, HEADS, Contents, Snapshot, read_head
from kechuang.backups.database import current_database
from kechuang.backups.manifest import DATABASE_MEMBERS, Manifest
from kechuang.backups.packing import Members, publish, sha256_of, write_archive
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import BackupRefused, RestoreRefused
from kechuang.backups.telling import BACKED_UP, tell
from kechuang.backups.unpacking import opened
from kechuang.engines.wording import Text

SUFFIX = ".zip"
OTHER_DISK = Text(
    "请腾出或检查磁盘，或用 --to 换一个目录", "Free or examine the disk, or choose another --to"
)


@dataclass(frozen=True)
class Backup:
    """A finished backup file: its manifest, its bytes and its SHA-256 (hex)."""

    file: Path
    size: int
    sha256: str
    manifest: Manifest


def make_backup(*, to: Path | None, at: datetime, stages: Stages) -> Backup:
    """Write a backup into the folder or file ``to`` (default: ``backups`` in the data folder).

    Everything committed before the call is in it; what is committed meanwhile may be. An event
    tells of it afterwards, so that the chain here is one longer than the one in the file.

    Raises:
        BackupRefused: nothing to back up, a file of that name, a lost or altered stored file,
            a damaged database, a missing program, a full disk.
    """
    least = _head_before()
    target = _target(to or settings.DATA_FOLDER / "backups", at)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unfinished-") as folder:
            place = Path(folder) / "backup"
            manifest = _write(place, least, at, stages)
            sha256 = sha256_of(place)
            publish(place, target)
    except OSError as broken:
        raise BackupRefused(
            Text(f"写入失败：{broken}", f"writing failed: {broken}"), OTHER_DISK
        ) from broken
    tell(BACKED_UP, file=target, sha256=sha256, manifest=manifest, at=at)
    return Backup(target, target.stat().st_size, sha256, manifest)


def _write(place: Path, least: int, at: datetime, stages: Stages) -> Manifest:
    database = current_database()
    dump = place.parent / DATABASE_MEMBERS[database.engine]
    snapshot = database.take_snapshot(dump, stages)
    _require_everything(snapshot.contents, least)
    describe = partial(_describe, database.engine, snapshot, at)
    write_archive(place, database=dump, digests=snapshot.digests, describe=describe, stages=stages)
    return _read_back(place, stages)


def _read_back(place: Path, stages: Stages) -> Manifest:
    try:
        with opened(place) as written:
            written.verify(stages)
            return written.manifest
    except RestoreRefused as damaged:
        raise BackupRefused(damaged.why, OTHER_DISK) from damaged


def _describe(engine: str, snapshot: Snapshot, at: datetime, members: Members) -> bytes:
    return Manifest(
        kechuang=kechuang.__version__,
        engine=engine,
        dump_version=snapshot.dump_version,
        created_at=at.astimezone(UTC).isoformat(timespec="seconds"),
        contents=snapshot.contents,
        members=members,
    ).as_json()


def _head_before() -> int:
    """Sequence of the last event now; refuses a database in which nothing ever happened."""
    with connection.cursor() as cursor:
        has_chain = HEADS in connection.introspection.table_names(cursor)
        sequence = read_head(cursor)[0] if has_chain else 0
    if sequence == 0:
        raise BackupRefused(
            Text("数据库里还没有任何操作记录", "nothing was ever recorded in this database"),
            Text(
                "请核对 DATABASE_URL 与 KECHUANG_DATA 是否指向正在使用的平台",
                "Check that DATABASE_URL and KECHUANG_DATA name the platform that is in use",
            ),
        )
    return sequence


def _require_everything(contents: Contents, least: int) -> None:
    """The chain in the snapshot reaches at least to where it stood before, without a gap."""
    sequence, events = contents.head[0], contents.rows[EVENTS]
    if sequence >= least and events == sequence:
        return
    raise BackupRefused(
        Text(
            f"快照不完整：链头 {sequence}、事件 {events} 条，备份前已到 {least}",
            f"the snapshot is incomplete: head {sequence}, {events} events, {least} before it",
        ),
        Text(
            "运行 kechuang audit verify 查明审计链，再重新备份",
            "Examine the chain with kechuang audit verify, then back up again",
        ),
    )


def _target(to: Path, at: datetime) -> Path:
    name = f"kechuang-{timezone.localtime(at):%Y%m%d-%H%M%S}{SUFFIX}"
    target = to if to.suffix == SUFFIX else to / name
    if target.exists():
        raise BackupRefused(
            Text(f"{target} 已经存在", f"{target} exists already"),
            Text("请用 --to 换一个名字", "Choose another name with --to"),
        )
    return target
