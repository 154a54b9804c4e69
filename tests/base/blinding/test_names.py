"""Known names, the words that stand for them, and the ways in which they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.base.blinding import BlindingError, KnownName, placeholders, read_names
from kechuang.base.blinding.findings import Findings
from kechuang.base.blinding.replacing import Replacer

UNIT = KnownName("unit", ("澜湖精工科技有限公司", "澜湖精工"))
PERSON = KnownName("person", ("欧阳望舒", "Li Wu"))
PHONE = KnownName("phone", ("13900001234",))
ACCOUNT = KnownName("bank_account", ("6222020000000000019",))


def replaced(text: str, *names: KnownName) -> str:
    return Replacer(names, Findings()).replace(text)


def test_units_are_lettered_and_people_numbered_in_the_order_given() -> None:
    names = [UNIT, PERSON, KnownName("unit", ("乙公司",)), KnownName("person", ("赵六",))]

    assert placeholders(names) == ("单位A", "人员1", "单位B", "人员2")


def test_after_twenty_six_units_letters_double() -> None:
    names = [KnownName("unit", (f"单元{number:02d}",)) for number in range(28)]

    assert placeholders(names)[25:] == ("单位Z", "单位AA", "单位AB")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("由澜湖精工科技有限公司承担", "由单位A承担"),
        ("由澜湖精工科技承担", "由单位A承担"),
        ("由瀾湖精工承擔", "由单位A承擔"),
        ("欧　阳 望\u200b舒", "人员1"),
        ("電話１３９－００００－１２３４", "電話电话1"),
        ("6222 0200 0000 0000 019", "银行账户1"),
        ("6222020000000000000", "银行账户1"),
        ("LI WU and liwu", "人员1 and 人员1"),
    ],
)
def test_every_way_of_writing_a_name_is_replaced(text: str, shown: str) -> None:
    assert replaced(text, UNIT, PERSON, PHONE, ACCOUNT) == shown


def test_a_short_latin_name_inside_a_longer_word_is_left_alone() -> None:
    assert replaced("relic lights", KnownName("person", ("Li",))) == "relic lights"


def test_of_two_names_that_overlap_the_longer_one_wins() -> None:
    assert replaced("澜湖精工科技有限公司", KnownName("person", ("澜湖",)), UNIT) == "单位A"


def test_a_name_over_several_runs_is_replaced_in_the_first() -> None:
    replacer = Replacer([UNIT], Findings())

    assert replacer.replace_across(["由澜", "湖精", "工承担"]) == ["由单位A", "", "承担"]


@given(st.lists(st.text(alphabet="澜湖精工科技甲 ", max_size=6), max_size=6))
def test_cutting_a_text_into_runs_changes_nothing(pieces: list[str]) -> None:
    replacer = Replacer([UNIT], Findings())

    assert "".join(replacer.replace_across(pieces)) == replacer.replace("".join(pieces))


def test_replacements_are_counted_by_placeholder() -> None:
    findings = Findings()

    Replacer([UNIT], findings).replace("澜湖精工与澜湖精工科技")

    assert findings.replaced == {"单位A": 2}


def test_a_list_of_names_is_read_in_both_languages() -> None:
    text = "# 名单\n\n单位 ＝ 甲公司 ｜ 甲厂\nbank account = 6222 0200\n"

    assert read_names(text) == (
        KnownName("unit", ("甲公司", "甲厂")),
        KnownName("bank_account", ("6222 0200",)),
    )


@pytest.mark.parametrize(
    ("text", "code"), [("单位 = 甲乙\n甲公司", "name-kind"), ("人员 = 王", "name-short")]
)
def test_a_line_that_cannot_be_used_is_refused_in_both_languages(text: str, code: str) -> None:
    with pytest.raises(BlindingError) as refusal:
        read_names(text)

    assert refusal.value.code == code
    assert refusal.value.why.zh
    assert refusal.value.mend.en
