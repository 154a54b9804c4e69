"""Writing a backup file: aside, synced, and under its name only once it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from kechuang.backups.manifest import MANIFEST, Member, file_member
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import BackupRefused
from kechuang.engines.wording import Text
from kechuang.files import storage

# Office documents are packed already; a higher level would cost time and save little
LEVEL = 3
CHUNK = 1 << 20
PACKING = Text("打包附件", "packing stored files")

Members = dict[str, Member]


def write_archive(
    place: Path,
    *,
    database: Path,
    digests: Sequence[str],
    describe: Callable[[Members], bytes],
    stages: Stages,
) -> None:
    """Pack the database and the stored files; ``describe`` gives the manifest of what is in.

    Raises ``BackupRefused`` when a stored file is lost or altered.
    """
    place.touch(mode=0o600)
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        members = {database.name: _add_database(archive, database)}
        with stages(len(digests), PACKING) as bar:
            for digest in digests:
                members[file_member(digest)] = _add_stored(archive, digest)
                bar.update(1)
        archive.writestr(MANIFEST, describe(members))
    _sync(place)


def publish(place: Path, target: Path) -> None:
    """Give a whole backup its name, durably."""
    place.replace(target)
    if os.name == "posix":
        _sync(target.parent)


def sha256_of(place: Path) -> str:
    """SHA-256 (hex) of a file of any size."""
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _add_database(archive: zipfile.ZipFile, database: Path) -> Member:
    with (
        database.open("rb") as source,
        archive.open(database.name, "w", force_zip64=True) as member,
    ):
        shutil.copyfileobj(source, member, CHUNK)
    return Member(database.stat().st_size, sha256_of(database))


def _add_stored(archive: zipfile.ZipFile, digest: str) -> Member:
    content = _content(digest)
    archive.writestr(file_member(digest), content)
    return Member(len(content), digest)


def _content(digest: str) -> bytes:
    try:
        return storage.get(digest)
    except (FileNotFoundError, ValueError) as lost:
        is_lost = isinstance(lost, FileNotFoundError)
        zh, en = ("丢失", "lost") if is_lost else ("被改动", "altered")
        name = file_member(digest)
        raise BackupRefused(
            Text(f"已存附件 {name} {zh}", f"the stored file {name} is {en}"),
            Text(
                "请重新上传同一内容，或从较早的备份中取出此文件放回数据目录",
                "Upload the same content again, or put the file back into the data folder from an "
                "earlier backup",
            ),
        ) from lost


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
