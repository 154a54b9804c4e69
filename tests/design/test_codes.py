"""Codes are shown by their names; a code without a name is shown as it is."""

import pytest

from kechuang.design.codes import discipline_name, industry_name, region_name, with_names


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("990106", "澜东高新区", "Landong High-tech Zone"),
        ("100000", "全国", "Nationwide"),
        ("110000", "北京市", "Beijing"),
        ("000000", "000000", "000000"),
        ("9901", "9901", "9901"),
        ("", "", ""),
    ],
)
def test_a_region_has_a_name(code: str, zh: str, en: str) -> None:
    assert (region_name(code, "zh-hans"), region_name(code, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("C", "制造业", "Manufacturing"),
        ("C39", "计算机、通信和其他电子设备制造业", None),
        ("39", "计算机、通信和其他电子设备制造业", None),
        ("C398", "电子元件及电子专用材料制造", None),
        ("3985", "电子元件及电子专用材料制造（3985）", None),
        ("X99", "X99", "X99"),
        ("", "", ""),
    ],
)
def test_an_industry_has_a_name(code: str, zh: str, en: str | None) -> None:
    assert industry_name(code, "zh-hans") == zh
    if en is not None:
        assert industry_name(code, "en") == en


@pytest.mark.parametrize(
    ("code", "en"), [("430", "Materials science"), ("430.10", "430.10"), ("", "")]
)
def test_a_discipline_has_a_name(code: str, en: str) -> None:
    assert discipline_name(code, "en") == en


def test_codes_in_a_sentence_are_told_by_their_names_in_both_languages() -> None:
    texts = {"zh": "需求 990101，成果 990106（+10%）", "en": "needed 990101, offered 990106 (+10%)"}

    told = with_names(texts, region_name)

    assert told["zh"] == "需求 澜湖区，成果 澜东高新区（+10%）"
    assert told["en"] == "needed Lanhu District, offered Landong High-tech Zone (+10%)"


def test_sections_and_divisions_are_told_by_their_names_too() -> None:
    told = with_names({"en": "A is not under F51, H"}, industry_name)

    assert told["en"] == (
        "Agriculture, forestry, animal husbandry and fishery is not under "
        "Wholesale, Accommodation and catering"
    )


@pytest.mark.parametrize(
    "sentence", ["12.5% (-15%)", "X3911", "12.39 and -39", "needed X", "9999999"]
)
def test_what_is_no_known_code_is_left_alone(sentence: str) -> None:
    assert with_names({"en": sentence}, industry_name) == {"en": sentence}
