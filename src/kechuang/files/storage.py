"""Content-addressed storage: write aside, sync, rename; a crash leaves a whole file or none."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def put(content: bytes) -> str:
    """Store ``content`` durably and return its SHA-256 (hex)."""
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if not _is_whole(place, digest):
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_durably(place, content)
    return digest


def path_of(digest: str) -> Path:
    """Where the content with this digest lies."""
    folder: Path = settings.DATA_FOLDER / "files" / digest[:2]
    return folder / digest


def get(digest: str) -> bytes:
    """The content; raises ``FileNotFoundError`` when lost and ``ValueError`` when altered."""
    content = path_of(digest).read_bytes()
    if not _fits(content, digest):
        raise ValueError(f"stored file {digest} was altered")
    return content


def _fits(content: bytes, digest: str) -> bool:
    return hashlib.sha256(content).hexdigest() == digest


def _is_whole(place: Path, digest: str) -> bool:
    """False also when the stored bytes were altered: a new upload of the content repairs them."""
    return place.exists() and _fits(place.read_bytes(), digest)


def _write_durably(place: Path, content: bytes) -> None:
    aside = place.with_name(f"{place.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_and_sync(aside, content)
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)
    _sync_folder(place.parent)
    _sync_folder(place.parent.parent)


def _write_and_sync(place: Path, content: bytes) -> None:
    with place.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
