"""``manifest.json``: what a backup holds, so that its restore can be checked."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from kechuang.backups.contents import Contents
from kechuang.backups.refusals import RestoreRefused
from kechuang.engines.wording import Text
from kechuang.files.services import LARGEST

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE_MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
STORED_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Member:
    """One entry of the archive: bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``dump_version`` is the major version of the program that wrote the database's member."""

    kechuang: str
    engine: str
    dump_version: int
    created_at: str
    contents: Contents
    members: dict[str, Member]

    @property
    def database_member(self) -> str:
        return DATABASE_MEMBERS[self.engine]

    @property
    def digests(self) -> tuple[str, ...]:
        """SHA-256 of every stored file in the backup."""
        stored = (STORED_FILE.fullmatch(name) for name in sorted(self.members))
        return tuple(match[2] for match in stored if match)

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()


def file_member(digest: str) -> str:
    """Name under which the stored file with this digest lies in the archive."""
    return f"files/{digest[:2]}/{digest}"


def parse_manifest(text: bytes) -> Manifest:
    """The manifest in ``text``; refuses what no version of this program can have written."""
    try:
        given = json.loads(text)
        _require_known_format(_part(given, "format", int))
        return _manifest(given)
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise RestoreRefused(
            Text(
                f"{MANIFEST} 不是本平台写的（{type(broken).__name__}）",
                f"{MANIFEST} was not written by this platform ({type(broken).__name__})",
            ),
            Text("请另取一份备份文件", "Take another copy of the backup"),
        ) from broken


def _require_known_format(number: int) -> None:
    if number == FORMAT:
        return
    raise RestoreRefused(
        Text(f"备份格式为 {number}，本版本只认 {FORMAT}", f"its format is {number}, not {FORMAT}"),
        Text("请用写出该备份的版本恢复", "Restore it with the version that wrote it"),
    )


def _manifest(given: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        kechuang=_part(given, "kechuang", str),
        engine=_part(given, "engine", str),
        dump_version=_part(given, "dump_version", int),
        created_at=_part(given, "created_at", str),
        contents=_contents(_part(given, "contents", dict)),
        members={
            name: Member(_part(member, "size", int), _part(member, "sha256", str))
            for name, member in _part(given, "members", dict).items()
        },
    )
    _require_known_members(manifest)
    return manifest


def _contents(given: dict[str, Any]) -> Contents:
    sequence, own_hash = _part(given, "head", list)
    rows = _part(given, "rows", dict)
    return Contents(
        rows={table: _part(rows, table, int) for table in rows},
        migrations=tuple((str(app), str(name)) for app, name in _part(given, "migrations", list)),
        head=(int(sequence), str(own_hash)),
    )


def _require_known_members(manifest: Manifest) -> None:
    """Nothing but one database and stored files under their own hash has a place in a backup."""
    stored = set(manifest.members) - {manifest.database_member}
    for name in stored:
        match, member = STORED_FILE.fullmatch(name), manifest.members[name]
        if not match or member.sha256 != match[2] or member.size > LARGEST:
            raise ValueError(name)
    if len(stored) == len(manifest.members):
        raise ValueError(manifest.database_member)


def _part(given: Any, name: str, kind: type[Kind]) -> Kind:
    value = given[name]
    if type(value) is not kind:
        raise TypeError(name)
    return value
