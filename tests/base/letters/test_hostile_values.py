"""Whatever a company calls itself comes out literally; what cannot be printed is refused."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.base.letters import LetterError, write_letter
from kechuang.engines.wording import Text
from tests.base.letters.samples import DAY, context_of, pdf_text, word_of, word_text

NAMES = [
    "甲<乙>&丙公司", "</w:t></w:r></w:p><w:p/>", "&lt;b&gt;&amp;", "&#123;", "<b>粗</b><br/>",
    "{{organ}}", "{{7*7}}", "{%forxinorgan%}", "{#注#}", "{_{x}_}", "{_%x%_}", "%}", "}}", "{%p",
    "{%trendfor%}", "=cmd|'/C calc'!A0".replace(" ", ""), "+1+1", "@SUM(1)", "-1", "${x}", "\\n",
    "”“’‘\"'", "]]>", "<!--", "<?xml?>", "甲乙丙（集团）有限公司·分部",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_comes_out_as_it_is(name):
    letter = write_letter("receipt", context_of("receipt", addressee=name), language="both")

    assert f"{name}：" in word_text(letter)
    assert f"{name}:" in word_text(letter)
    assert f"{name}：" in pdf_text(letter)


def test_hostile_cells_come_out_as_they_are():
    rows = [{"serial": "1", "item": name, "unit": "甲", "note": "x"} for name in NAMES]
    letter = write_letter("publicity", context_of("publicity", items=rows))

    (table,) = word_of(letter).tables
    assert [row.cells[1].text for row in table.rows[1:]] == NAMES
    assert all(name in pdf_text(letter) for name in NAMES)


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters="\ufffe\uffff"
        ),
        min_size=1,
    )
)
def test_any_text_comes_out_as_it_is(name):
    letter = write_letter("receipt", context_of("receipt", addressee=name), fonts=())

    assert f"{name}：" in word_text(letter)


def test_a_line_break_stays_one_and_no_formula_is_made():
    letter = write_letter("receipt", context_of("receipt", addressee="甲\r\n乙"))

    assert "甲\n乙：" in word_text(letter)
    with ZipFile(BytesIO(letter.docx)) as archive:
        assert b"instrText" not in archive.read("word/document.xml")


@pytest.mark.parametrize("sign", ["\0", "\a", "\f", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_cannot_be_printed_is_refused_by_name(sign):
    with pytest.raises(LetterError, match="“addressee”：含有印不出"):
        write_letter("receipt", context_of("receipt", addressee=f"甲{sign}乙"))


@pytest.mark.parametrize("blank", ["", "  ", "\n", "　", Text("", ""), Text("甲", "")])
def test_a_blank_value_is_refused_by_name(blank):
    with pytest.raises(LetterError, match="“case_title”：没有给出"):
        write_letter("receipt", context_of("receipt", case_title=blank), language="both")


def test_a_missing_value_is_refused_by_name_with_its_label():
    context = context_of("refusal")
    del context["objection_to"]

    with pytest.raises(LetterError) as refused:
        write_letter("refusal", context)

    assert refused.value.what.zh == "文书“refusal”的“objection_to”"
    assert refused.value.mend.zh == "请给出受理异议的单位"


def test_an_unknown_value_and_an_unknown_letter_are_refused_with_the_nearest():
    with pytest.raises(LetterError, match="是否想写“case_title”"):
        write_letter("receipt", context_of("receipt", case_titel="x"))
    with pytest.raises(LetterError, match="是否想写“refusal”"):
        write_letter("refusel", {})


@pytest.mark.parametrize(
    ("letter", "slot", "value"),
    [
        ("receipt", "signed_on", "2026-11-21"),
        ("receipt", "signed_on", datetime(2026, 11, 21)),  # noqa: DTZ001
        ("receipt", "received_at", DAY),
        ("receipt", "received_at", datetime(2026, 11, 21, 9)),  # noqa: DTZ001
        ("receipt", "case_number", 1.5),
        ("receipt", "case_number", True),
        ("receipt", "case_number", None),
        ("receipt", "case_number", ["a"]),
        ("receipt", "case_number", object()),
        ("receipt", "bases", "第一条"),
        ("receipt", "bases", []),
        ("refusal", "reasons", ["a", ""]),
        ("publicity", "items", ["a"]),
        ("publicity", "items", [{"serial": 1}]),
        ("publicity", "items", [{"serial": 1, "item": "", "unit": "x", "note": "x"}]),
        ("publicity", "items", [dict.fromkeys(("serial", "item", "unit", "note"), 1)] * 2_001),
    ],
)
def test_a_value_of_another_kind_is_refused_by_name(letter, slot, value):
    with pytest.raises(LetterError, match=f"“{slot}”"):
        write_letter(letter, context_of(letter, **{slot: value}))


def test_points_are_numbered_and_articles_are_joined():
    reasons = [f"理由{n}" for n in range(1, 22)]
    text = word_text(write_letter("refusal", context_of("refusal", reasons=reasons)))

    assert "（一）理由1；（二）理由2；" in text
    assert "（十）理由10；（十一）理由11；" in text
    assert "（二十）理由20；（二十一）理由21。" in text
    assert "第九条、《中华人民共和国科学技术进步法》" in text


def test_instants_are_told_in_beijing_time():
    letter = write_letter("sealing-receipt", context_of("sealing-receipt"), language="both")

    assert "2026年11月21日16:59:58（北京时间）" in word_text(letter)
    assert "21 November 2026, 16:59:58 (Beijing time)" in word_text(letter)
