"""Content lies under its hash: whole or not at all, once, and never altered unseen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kechuang.files import storage

CONTENT = "云澜市科技成果清单".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_content_is_found_again_under_its_hash(folder: Path) -> None:
    assert storage.put(CONTENT) == DIGEST
    assert storage.get(DIGEST) == CONTENT
    assert files_in(folder) == [DIGEST]


def test_the_same_content_is_written_once() -> None:
    storage.put(CONTENT)
    first = storage.path_of(DIGEST).stat()

    storage.put(CONTENT)

    again = storage.path_of(DIGEST).stat()
    assert (again.st_ino, again.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


def test_a_crash_before_the_rename_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise OSError("power failure")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", crash)
        with pytest.raises(OSError, match="power failure"):
            storage.put(CONTENT)

    assert files_in(folder) == []
    assert storage.put(CONTENT) == DIGEST


def test_content_reaches_the_disk_before_it_gets_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        seen.append(files_in(folder))
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    storage.put(CONTENT)

    content, *folders = seen
    assert content[0].endswith(".tmp")
    assert folders == [[DIGEST], [DIGEST]]


def test_altered_content_is_not_given_out() -> None:
    storage.put(CONTENT)
    storage.path_of(DIGEST).write_bytes("另一份清单".encode())

    with pytest.raises(ValueError, match="was altered"):
        storage.get(DIGEST)


def test_lost_content_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        storage.get(DIGEST)


@pytest.mark.parametrize("half", [b"", CONTENT[:5]])
def test_uploading_the_content_again_repairs_an_altered_file(half: bytes) -> None:
    storage.put(CONTENT)
    storage.path_of(DIGEST).write_bytes(half)

    storage.put(CONTENT)

    assert storage.get(DIGEST) == CONTENT
