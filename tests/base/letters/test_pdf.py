"""The PDF needs a font of the system; without one there is the Word file and a word of advice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kechuang.base.letters import FONT_FOLDERS, write_letter
from kechuang.base.letters.breaking import lines_of
from kechuang.base.letters.fonts import find_faces
from tests.base.letters.samples import context_of, word_text

needs_font = pytest.mark.skipif(
    find_faces(FONT_FOLDERS) is None, reason="no Chinese font: apt install fonts-wqy-microhei"
)


@pytest.mark.parametrize("folders", [(), (Path("/nowhere"),)])
def test_without_a_font_there_is_the_word_file_and_what_to_install(folders):
    letter = write_letter("receipt", context_of("receipt"), fonts=folders)

    assert letter.pdf is None
    assert letter.without_pdf is not None
    assert "fonts-wqy-microhei" in letter.without_pdf.zh
    assert "受理通知书" in word_text(letter)


def test_a_file_that_is_no_font_is_passed_over(tmp_path):
    (tmp_path / "wqy-microhei.ttc").write_bytes(b"ttcf" + b"\0" * 100)

    assert write_letter("receipt", context_of("receipt"), fonts=(tmp_path,)).pdf is None


@needs_font
def test_a_sign_that_no_font_draws_is_named_instead_of_a_hole():
    letter = write_letter("receipt", context_of("receipt", addressee="\U000323af公司"))

    assert letter.pdf is None
    assert letter.without_pdf is not None
    assert "“\U000323af”" in letter.without_pdf.zh
    assert "\U000323af公司：" in word_text(letter)


@needs_font
def test_the_pdf_embeds_its_font_and_counts_its_pages():
    rows = [dict.fromkeys(("serial", "item", "unit", "note"), "很长的说明" * 9)] * 40
    letter = write_letter("publicity", context_of("publicity", items=rows))

    reader = PdfReader(BytesIO(letter.pdf or b""))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert any("/FontFile2" in font.get_object().get("/FontDescriptor", {}) for font in fonts)
    assert "— 2 —" in reader.pages[1].extract_text()
    assert "序号" in reader.pages[1].extract_text()


def measure(words: str) -> float:
    return sum(1 if sign.isascii() else 2 for sign in words)


def broken(text: str, width: float = 10, first: float = 0) -> list[str]:
    return lines_of(text, width=width, first=first, measure=measure)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六", ["一二三四五", "六"]),
        ("一二三四五，六", ["一二三四", "五，六"]),
        ("一二三四《五》", ["一二三四", "《五》"]),
        ("一二YL-2026", ["一二", "YL-2026"]),
        ("abcdefghijklm", ["abcdefghij", "klm"]),
        ("一\n二", ["一", "二"]),
        ("", [""]),
    ],
)
def test_lines_end_where_chinese_lines_may(text, lines):
    assert broken(text) == lines


def test_the_first_line_is_shorter_by_its_indent():
    assert broken("一二三四五六", first=4) == ["一二三", "四五六"]


@given(st.text(st.sampled_from("一二三，。《》“”（）ab 1-"), max_size=60))
def test_breaking_loses_nothing_and_keeps_the_width(text):
    lines = broken(text)

    assert "".join(lines) == text
    assert all(measure(line.rstrip()) <= 10 or len(line.strip()) == 1 for line in lines)
