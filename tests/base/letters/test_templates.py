"""A bureau changes templates in Word; a template reaches the values and nothing else."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from kechuang.base.letters import LetterError, letter_sources, write_letter, write_templates
from kechuang.base.letters.sources import read_source
from kechuang.engines.packfile import PackError
from tests.base.letters.samples import context_of, pdf_text, word_text


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ours")
    return folder, write_templates(folder)


@pytest.fixture
def own(tmp_path, original):
    """Writes the bureau's own receipt: ours with one paragraph more."""

    def change(words: str):
        book = docx.Document(str(original[0] / "receipt.zh.docx"))
        book.add_paragraph(words)
        book.save(str(tmp_path / "receipt.zh.docx"))
        return tmp_path

    return change


def test_every_template_can_be_opened_in_word(original):
    _, written = original

    assert len(written) == 3 * len(letter_sources())
    book = docx.Document(str(written[0]))
    assert any("{{ organ }}" in part.text for part in book.paragraphs)


def test_a_template_that_was_only_saved_again_says_the_same(own):
    ours = write_letter("receipt", context_of("receipt"))
    theirs = write_letter("receipt", context_of("receipt"), templates=own("谨此告知。"))

    assert word_text(theirs) == word_text(ours) + "\n谨此告知。"


def test_what_the_bureau_adds_is_in_the_pdf_as_well(own):
    letter = write_letter(
        "receipt", context_of("receipt"), templates=own("办件：{{ case_number }}")
    )

    assert "办件：YL-2026-0007" in word_text(letter)
    assert "办件：YL-2026-0007" in pdf_text(letter)


def test_where_the_bureau_has_no_template_ours_is_taken(tmp_path):
    assert write_letter("receipt", context_of("receipt"), templates=tmp_path).digest


@pytest.mark.parametrize(
    ("words", "named"),
    [("{{ applicant }}", "applicant"), ("{{ en.applicant }}", "applicant"),
     ("{% for row in things %}{{ row.x }}{% endfor %}", "things"),
     ("{% if thing %}x{% endif %}", "thing"), ("{{ cycler }}", "cycler"), ("{{ range }}", "range"),
     ("{{ en.__class__ }}", "__class__"), ("{{ organ.__class__ }}", "__class__"),
     ("{{ organ.upper }}", "upper"), ("{{ en.keys }}", "keys")],
)  # fmt: skip
def test_a_template_that_asks_for_more_is_refused_by_the_name(own, words, named):
    with pytest.raises(LetterError, match=f"“{named}”：模板要用"):
        write_letter("receipt", context_of("receipt"), templates=own(words))


@pytest.mark.parametrize(
    "words",
    [
        "{{ organ() }}", "{{ organ|upper }}", "{{ organ|attr('x') }}", "{{ organ['x'] }}",
        "{{ 7 * 7 }}", "{{ 'a' * 999999999 }}", "{{ [1] }}", "{{ {} }}", "{{ organ is defined }}",
        "{% set x = organ %}", "{% include 'x' %}", "{% import 'x' as y %}", "{% extends 'x' %}",
        "{% macro x() %}{% endmacro %}", "{% block x %}{% endblock %}", "{{ self }}", "{{ en }}",
        "{% filter upper %}x{% endfilter %}", "{% call organ() %}{% endcall %}", "{{ organ",
        "{% for a in en %}{% for b in en %}x{% endfor %}{% endfor %}", "{{ ''.__class__ }}",
        "{% for a in en %}{{ loop }}{% endfor %}", "{% if organ == 'x' %}{% endif %}",
        "{{ organ ~ organ }}", "{{ organ if organ else organ }}", "{{ lipsum.__globals__ }}",
    ],
)  # fmt: skip
def test_a_template_reaches_no_python(own, words):
    with pytest.raises(LetterError):
        write_letter("receipt", context_of("receipt"), templates=own(words))


def test_values_are_not_templates(own):
    context = context_of("receipt", addressee="{{ organ.__class__ }}")

    assert "{{ organ.__class__ }}：" in word_text(write_letter("receipt", context))


def test_a_file_that_is_no_word_file_is_refused(tmp_path, original):
    whole = (original[0] / "receipt.zh.docx").read_bytes()
    for content in (b"", b"PK", b"hello", whole[: len(whole) // 2]):
        (tmp_path / "receipt.zh.docx").write_bytes(content)

        with pytest.raises(LetterError, match="不是可用的Word文件"):
            write_letter("receipt", context_of("receipt"), templates=tmp_path)


def test_a_word_file_keeps_what_the_bureau_styled(own):
    letter = write_letter("receipt", context_of("receipt"), templates=own("x"))

    assert docx.Document(BytesIO(letter.docx)).styles["公文正文"].font.size.pt == 16


SOURCE = """\
id: x
title: {zh: 甲, en: A}
takes:
  what: {zh: 事由, en: matter}
body:
  - {zh: "{what}", en: "{what}"}
remedy: {zh: "请提出", en: "object"}
"""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('en: "{what}"', 'en: "{whom}"', "没有人给出“whom”"),
        ('{zh: "请提出"', '{zh: "{who}"', "没有人给出“who”"),
        ('  - {zh: "{what}"', '  - {if: whom, zh: "{what}"', "没有人给出“whom”"),
        ('  - {zh: "{what}"', '  - {style: big, zh: "{what}"', "没有这种段落"),
        ("{zh: 事由,", "{kind: txt, zh: 事由,", "没有“txt”这种值"),
        ("body:", "bodies:", "没有这个键"),
        ('remedy: {zh: "请提出", en: "object"}', "", "缺少“remedy”"),
    ],
)
def test_a_source_with_a_hole_is_refused(old, new, why):
    read_source(SOURCE, name="x.yaml")
    assert old in SOURCE

    with pytest.raises(PackError, match=why):
        read_source(SOURCE.replace(old, new, 1), name="x.yaml")
