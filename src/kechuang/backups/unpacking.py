"""Reading a backup file, which may be damaged, incomplete or hostile."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kechuang.backups.manifest import MANIFEST, Manifest, parse_manifest
from kechuang.backups.progress import Stages
from kechuang.backups.refusals import RestoreRefused
from kechuang.base.archives import ArchiveError, ArchiveLimits, inspect_archive
from kechuang.engines.wording import Text

CHUNK = 1 << 20
LARGEST_MANIFEST = 1 << 28
# Deflate packs at most 1032:1; more is an archive whose entries overlap
DENSEST = 1_100
READING = Text("核对备份", "checking the backup")
ANOTHER_COPY = Text("请另取一份备份文件", "Take another copy of the backup")


def refuse_hostile(file: Path, *, space: int) -> None:
    """Refuse links, paths that escape, duplicates, bombs, and more than ``space`` bytes unpacked.

    Raises ``RestoreRefused``.
    """
    limits = ArchiveLimits(entries=10_000_000, unpacked_bytes=space, ratio=DENSEST, may_nest=True)
    try:
        inspect_archive(file, limits)
    except ArchiveError as hostile:
        mend = ANOTHER_COPY
        if hostile.code == "unpacked":
            mend = Text("请先腾出磁盘空间", "Free disk space first")
        raise RestoreRefused(hostile.why, mend) from hostile


@contextmanager
def opened(file: Path) -> Iterator[PackedBackup]:
    """The backup in ``file``; raises ``RestoreRefused`` when it is none."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as broken:
        raise _damaged(file.name) from broken
    with archive:
        yield PackedBackup(archive)


class PackedBackup:
    """An open backup file with its manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = _read_manifest(archive)
        self._require_described()

    def verify(self, stages: Stages) -> None:
        """Read every member; raises ``RestoreRefused`` when one is not as the manifest says."""
        with stages(sum(m.size for m in self.manifest.members.values()), READING) as bar:
            for name, member in self.manifest.members.items():
                if self._sha256(name) != member.sha256:
                    raise _damaged(name)
                bar.update(member.size)

    def extract_database(self, folder: Path) -> Path:
        """Unpack the database's member into ``folder``."""
        place = folder / self.manifest.database_member
        with self._archive.open(place.name) as member, place.open("wb") as target:
            shutil.copyfileobj(member, target, CHUNK)
        return place

    def read(self, name: str) -> bytes:
        """The content of one member."""
        return self._archive.read(name)

    def _sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self._archive.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            return "unreadable"
        return digest.hexdigest()

    def _require_described(self) -> None:
        held = {entry.filename: entry.file_size for entry in self._archive.infolist()}
        held.pop(MANIFEST)
        described = {name: member.size for name, member in self.manifest.members.items()}
        for name in sorted(held.keys() ^ described.keys()):
            raise _damaged(name)
        for name in held:
            if held[name] != described[name]:
                raise _damaged(name)


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise _damaged(MANIFEST)
        return parse_manifest(archive.read(MANIFEST))
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as broken:
        raise _damaged(MANIFEST) from broken


def _damaged(name: str) -> RestoreRefused:
    return RestoreRefused(
        Text(
            f"备份中的 {name} 缺失、多余、损坏或被改动",
            f"{name} of the backup is missing, foreign, damaged or was altered",
        ),
        ANOTHER_COPY,
    )
