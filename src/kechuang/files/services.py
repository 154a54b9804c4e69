"""Accepting files."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.archives import ArchiveLimits, inspect_archive
from kechuang.base.errors import InvalidInput, Text
from kechuang.files import storage
from kechuang.files.models import StoredFile
from kechuang.files.signatures import is_archive, media_type_of

LARGEST = 50 * 1024 * 1024
# Office documents embed other Office documents, which are archives too
OFFICE = ArchiveLimits(may_nest=True)


@transaction.atomic
def store_file(
    *, by: Actor, at: datetime, name: str, content: bytes, party_id: int | None = None
) -> StoredFile:
    """Check and keep a file; refuses wrong kinds, wrong content, bombs, and more than 50 MB."""
    media_type = _accepted_type(name, content)
    digest = storage.put(content)
    file = StoredFile(
        digest=digest,
        name=name[-255:],
        media_type=media_type,
        size=len(content),
        party_id=party_id,
        owner_id=by.account_id,
        stored_at=at,
    )
    file.save()
    record(
        by=by,
        at=at,
        command="store_file",
        target=file,
        payload={"digest": digest, "size": len(content), "name": file.name},
    )
    return file


def _accepted_type(name: str, content: bytes) -> str:
    """The media type of a file that may be kept; refuses it before a byte of it is stored."""
    _refuse_oversize(name, content)
    media_type = media_type_of(name, content[:4096])
    if is_archive(name):
        _inspect(content)
    return media_type


def _inspect(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "archive"
        place.write_bytes(content)
        inspect_archive(place, OFFICE)


def _refuse_oversize(name: str, content: bytes) -> None:
    if 0 < len(content) <= LARGEST:
        return
    raise InvalidInput(
        Text(f"文件 {name} 未被接受", f"The file {name} was not accepted"),
        Text(
            f"大小为 {len(content)} 字节，允许 1 至 {LARGEST} 字节",
            f"it has {len(content)} bytes; 1 to {LARGEST} are allowed",
        ),
        Text("请拆分后上传", "Split it and upload the parts"),
    )
