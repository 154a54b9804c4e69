"""What is accepted, what is refused, and that both are on record."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kechuang.audit.models import Event
from kechuang.base.archives import ArchiveError
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal
from kechuang.files import services, storage
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from tests.cast import AT, Person

TABLE = "名称,金额\n甲,1\n".encode()


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_FOLDER = tmp_path
    return tmp_path


def archive(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return buffer.getvalue()


def test_a_stored_file_is_described_and_recorded(alice: Person) -> None:
    file = store_file(by=alice.actor, at=AT, name="清单.csv", content=TABLE)

    event = Event.objects.get()
    assert (file.media_type, file.size, file.owner_id) == (
        "text/csv",
        len(TABLE),
        alice.actor.account_id,
    )
    assert storage.get(file.digest) == TABLE
    assert (event.command, event.payload["digest"]) == ("store_file", file.digest)


def test_two_uploads_of_one_content_are_two_records_of_one_file(
    alice: Person, charlie: Person, folder: Path
) -> None:
    first = store_file(by=alice.actor, at=AT, name="甲.csv", content=TABLE)
    second = store_file(by=charlie.actor, at=AT, name="乙.csv", content=TABLE)

    assert first.digest == second.digest
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    assert [file.name for file in StoredFile.objects.order_by("pk")] == ["甲.csv", "乙.csv"]


@pytest.mark.parametrize("size", [0, 11])
def test_empty_and_oversize_files_are_refused(
    size: int, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "LARGEST", 10)

    with pytest.raises(InvalidInput, match="字节"):
        store_file(by=alice.actor, at=AT, name="a.csv", content=b"x" * size)

    assert store_file(by=alice.actor, at=AT, name="a.csv", content=b"x" * 10).size == 10


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.exe", b"MZ", InvalidInput),
        ("a.pdf", b"<html>", InvalidInput),
        ("a.xlsx", b"PK\x03\x04 no archive", ArchiveError),
        ("a.xlsx", archive("../../etc/passwd", b"x"), ArchiveError),
        ("a.xlsx", archive("bomb", b"0" * 20_000_000), ArchiveError),
    ],
    ids=["ending", "content", "damaged", "escaping", "bomb"],
)
def test_a_refused_file_leaves_nothing(
    name: str, content: bytes, refusal: type[Refusal], alice: Person, folder: Path
) -> None:
    with pytest.raises(refusal):
        store_file(by=alice.actor, at=AT, name=name, content=content)

    assert not StoredFile.objects.exists()
    assert not Event.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_nobody_stores_files_anonymously(anonymous: Person) -> None:
    with pytest.raises(NotAllowed):
        store_file(by=anonymous.actor, at=AT, name="a.csv", content=TABLE)

    assert not StoredFile.objects.exists()
