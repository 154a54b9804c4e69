"""Every letter says all it was given, the same in Word and PDF, the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from kechuang.base.letters import letter_sources, write_letter
from kechuang.engines.flow import load_procedures
from tests.base.letters.samples import FRAME, context_of, pdf_text, word_of, word_text

ROOT = Path(__file__).parents[3]
LETTERS = sorted(letter_sources())


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_no_empty_hole_in_either_language(name):
    letter = write_letter(name, context_of(name), language="both")

    text = word_text(letter)
    assert "{" not in text
    assert "}" not in text
    assert letter.title.zh in text
    assert letter.title.en in text
    assert text.count("云科函〔2026〕12号") == 2
    assert "2026年11月21日" in text
    assert "21 November 2026" in text


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pdf_says_what_the_word_file_says(name, language):
    letter = write_letter(name, context_of(name), language=language)

    drawn = pdf_text(letter)
    for part in word_of(letter).paragraphs:
        assert "".join(part.text.split()) in drawn


def test_every_letter_the_procedures_write_is_there():
    asked = {
        str(effect.parameters["template"])
        for procedure in load_procedures(ROOT / "packs")
        for step in procedure.steps
        for effect in step.effects
        if effect.id == "write_letter"
    }

    assert asked <= set(LETTERS)
    assert {"sealing-receipt", "publicity", "assignment", "exemption"} <= set(LETTERS)


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_tells_how_to_object_or_ask(name):
    remedy = letter_sources()[name].remedy

    assert any(word in remedy.zh for word in ("异议", "申诉", "反映", "提出", "说明理由", "报告"))
    assert len(remedy.en) > 40


def test_a_letter_looks_like_a_letter_of_a_bureau():
    book = word_of(write_letter("refusal", context_of("refusal")))

    styles = [part.style.name for part in book.paragraphs]
    assert styles[:4] == ["公文机关标志", "公文字号", "公文标题", "公文主送"]
    assert styles[-2:] == ["公文落款", "公文日期"]
    section = book.sections[0]
    assert [round(one.mm) for one in (section.page_width, section.top_margin)] == [210, 37]
    body = book.styles["公文正文"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert 'w:eastAsia="仿宋"' in body.element.xml


def test_fonts_that_word_lacks_have_stand_ins():
    letter = write_letter("receipt", context_of("receipt"))

    with ZipFile(BytesIO(letter.docx)) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert fonts.count("FangSong,仿宋_GB2312") == 1
    assert '<w:font w:name="黑体"><w:altName w:val="SimHei' in fonts


def test_english_begins_on_its_own_page():
    letter = write_letter("receipt", context_of("receipt"), language="both")

    pages = [page.extract_text() for page in PdfReader(BytesIO(letter.pdf or b"")).pages]
    assert len(pages) == 2
    assert "受理通知书" in pages[0]
    assert "Notice of Receipt" in pages[1]


def test_an_optional_value_leaves_its_paragraph_out():
    context = context_of("approval")
    with_it = word_text(write_letter("approval", context, language="both"))
    del context["conditions"]
    without = word_text(write_letter("approval", context, language="both"))

    assert "实施要求：（一）" in with_it
    assert "Conditions: (1)" in with_it
    assert "实施要求：" not in without
    assert "Conditions:" not in without


def test_a_table_has_a_row_for_each_row_given():
    rows = [
        {"serial": n, "item": f"项目{n}", "unit": f"单位{n}", "note": "推荐"} for n in range(1, 31)
    ]
    letter = write_letter("publicity", context_of("publicity", items=rows))

    (table,) = word_of(letter).tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "项目", "单位", "说明"]
    assert [cell.text for cell in table.rows[30].cells] == ["30", "项目30", "单位30", "推荐"]
    assert len(table.rows) == 31
    assert "单位30" in pdf_text(letter)


def test_the_same_input_gives_the_same_bytes_and_another_other_ones():
    context = context_of("outcome")
    first, again = (write_letter("outcome", context, language="both") for _ in range(2))
    other = write_letter("outcome", {**context, "result": "未入选"}, language="both")

    assert (first.docx, first.pdf, first.digest) == (again.docx, again.pdf, again.digest)
    assert first.digest != other.digest


def test_another_process_writes_the_same_bytes():
    told = (
        "from kechuang.base.letters import write_letter\n"
        "from tests.base.letters.samples import context_of\n"
        "print(write_letter('publicity', context_of('publicity')).digest)"
    )
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == write_letter("publicity", context_of("publicity")).digest


def test_a_letter_carries_no_time_no_author_and_no_picture_of_others():
    letter = write_letter("receipt", context_of("receipt"))

    with ZipFile(BytesIO(letter.docx)) as archive:
        times = {entry.date_time for entry in archive.infolist()}
        names = archive.namelist()
    properties = word_of(letter).core_properties
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name]
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert FRAME["organ"].zh in word_text(letter)
