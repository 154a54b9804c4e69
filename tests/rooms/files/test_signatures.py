"""A file is what its content says."""

from __future__ import annotations

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.files.signatures import ALLOWED, media_type_of

BEGINNINGS = {
    ".xlsx": b"PK\x03\x04rest",
    ".docx": b"PK\x03\x04rest",
    ".xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
    ".pdf": b"%PDF-1.7",
    ".png": b"\x89PNG\r\n\x1a\nrest",
    ".jpg": b"\xff\xd8\xff\xe0",
    ".csv": "名称,金额\n".encode(),
    ".tsv": "名称\t金额\n".encode("gb18030"),
    ".txt": "名称\t金额\n".encode("utf-16"),
    ".json": b"{}",
    ".jsonl": b"{}\n{}\n",
    ".gz": b"\x1f\x8b\x08",
}


def test_every_allowed_ending_is_proven_here() -> None:
    assert BEGINNINGS.keys() == ALLOWED.keys()


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_content_that_fits_its_ending_is_accepted(ending: str) -> None:
    assert media_type_of(f"材料{ending.upper()}", BEGINNINGS[ending]) == ALLOWED[ending][0]


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_a_program_under_any_allowed_ending_is_refused(ending: str) -> None:
    with pytest.raises(InvalidInput, match="内容与后缀不符"):
        media_type_of(f"材料{ending}", b"MZ\x90\x00\x03\x00\x00\x00")


@pytest.mark.parametrize(
    "name", ["a.exe", "a.html", "a.svg", "a.zip", "a.xlsm", "a.pdf.js", "无后缀", ".csv"]
)
def test_endings_outside_the_list_are_refused_and_the_list_is_told(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        media_type_of(name, b"hello")

    assert ".xlsx" in refused.value.mend.zh
    assert ".xlsx" in refused.value.mend.en
