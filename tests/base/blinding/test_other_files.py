"""Pictures, archives, and files of which no copy can be made."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from kechuang.base.blinding import BlindingError, Limits
from tests.base.blinding.making import blinded, word_document
from tests.base.sheets.packages import flagged_encrypted, zipped
from tests.proof.metadata.texts_documents import paragraph, run


def picture(**options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def test_a_picture_is_turned_as_its_orientation_said() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    copy, findings = blinded(picture(exif=exif.tobytes()), "1.jpg")

    assert Image.open(io.BytesIO(copy)).size == (20, 40)
    assert "exif" in findings.channels
    assert not Image.open(io.BytesIO(copy)).getexif()


def test_colours_under_full_transparency_are_not_kept() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (4, 4), (200, 10, 10, 0)).save(buffer, "PNG")

    copy, _ = blinded(buffer.getvalue(), "1.png")

    assert Image.open(io.BytesIO(copy)).getpixel((1, 1)) == (0, 0, 0, 0)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(BlindingError) as refusal:
        blinded(picture(), "1.jpg", Limits(picture_pixels=100))

    assert refusal.value.code == "picture-size"


def test_files_of_an_archive_are_blinded_numbered_and_flat() -> None:
    inside = {
        "张三/申报书.docx": word_document(paragraph(run("澜湖精工"))),
        "a/照片.jpg": picture(),
    }

    copy, findings = blinded(zipped(inside), "1.zip")

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.namelist() == ["01.jpeg", "02.docx"]
    assert findings.replaced == {"单位A": 1}


def test_a_file_of_an_archive_that_cannot_be_blinded_is_left_out_and_reported() -> None:
    copy, findings = blinded(zipped({"a.jpg": picture(), "b.exe": b"MZ"}), "1.zip")

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.namelist() == ["01.jpeg"]
    assert [code for code, _ in findings.lost] == ["unblindable-entry"]


def test_leaks_inside_an_archive_say_which_file() -> None:
    inside = {"a.docx": word_document(paragraph(run("致电13812345678")))}

    _, findings = blinded(zipped(inside), "1.zip")

    assert findings.leaks[0].place.en == "file 1 of the archive › paragraph 1"


def test_archives_too_deep_in_one_another_are_refused() -> None:
    nest = zipped({"a.jpg": picture()})
    for _ in range(3):
        nest = zipped({"b.zip": nest})

    with pytest.raises(BlindingError) as refusal:
        blinded(nest, "1.zip")

    assert refusal.value.code == "nested"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"hello", "a.txt", "unknown-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "unknown-format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "encrypted",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"),
            "a.doc",
            "macro",
        ),
        (
            zipped({"[Content_Types].xml": "macroEnabled", "word/document.xml": "<x/>"}),
            "a.docx",
            "macro",
        ),
        (word_document(""), "a.docm", "macro"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "a.docx", "unknown-format"),
        (zipped({"a/": b""}), "a.zip", "nothing"),
        (flagged_encrypted(zipped({"a.jpg": picture()})), "a.zip", "encrypted"),
        (b"\xff\xd8\xff" + b"broken", "a.jpg", "damaged"),
    ],
)
def test_what_cannot_be_blinded_is_refused_in_both_languages(
    content: bytes, name: str, code: str
) -> None:
    with pytest.raises(BlindingError) as refusal:
        blinded(content, name)

    assert refusal.value.code == code
    assert all(part.zh and part.en for part in (refusal.value.why, refusal.value.mend))
