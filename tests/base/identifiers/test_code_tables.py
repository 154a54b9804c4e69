"""Regions, industries, disciplines and patent classes."""

import pytest

from kechuang.base.identifiers import (
    IdentifierError,
    discipline_name,
    industry_code,
    industry_name,
    industry_parent,
    industry_section,
    is_discipline_under,
    is_industry_under,
    is_region_under,
    listed_disciplines,
    listed_industries,
    listed_regions,
    parse_patent_class,
    region_name,
    region_parent,
    region_path,
)


def test_34_provinces_are_listed_and_one_is_fictional():
    provinces = [r for r in listed_regions() if r.code.endswith("0000")]

    assert len([r for r in provinces if not r.is_fictional]) == 34
    assert [r.code for r in provinces if r.is_fictional] == ["990000"]


def test_every_division_stands_under_a_listed_one():
    codes = {region.code for region in listed_regions()}

    assert {region_parent(code) for code in codes} - {None} <= codes


def test_the_demo_city_is_marked_fictional_down_to_its_districts():
    assert [r.code for r in listed_regions() if r.is_fictional][1:] == [
        *("990100", "990101", "990102", "990103", "990104", "990105", "990106")
    ]
    assert [r.name.zh for r in region_path("990101")] == ["示例省（虚构）", "云澜市", "澜湖区"]


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("110000", "北京市", "Beijing"),
        ("330100", "杭州市", "Hangzhou"),
        ("330106", "杭州市（330106）", "Hangzhou (330106)"),
        ("110108", "北京市（110108）", "Beijing (110108)"),
        ("429004", "湖北省（429004）", "Hubei (429004)"),
        ("９９０１０６", "澜东高新区", "Landong High-tech Zone"),
    ],
)
def test_regions_have_names_and_unlisted_counties_that_of_the_place_above(code, zh, en):
    assert region_name(code) == (zh, en)


def test_the_parent_of_a_county_is_its_prefecture_and_of_that_its_province():
    assert region_parent("990101") == "990100"
    assert region_parent("990100") == "990000"
    assert region_parent("990000") is None


@pytest.mark.parametrize(
    ("code", "other", "is_under"),
    [
        ("990101", "990101", True),
        ("990101", "990100", True),
        ("990101", "990000", True),
        ("990100", "990101", False),
        ("990201", "990100", False),
        ("110100", "110000", True),
        ("111000", "110100", False),
    ],
)
def test_a_region_lies_under_itself_and_what_holds_it(code, other, is_under):
    assert is_region_under(code, other) is is_under


@pytest.mark.parametrize("code", ["", "11", "1101OO", "000000", "11010²", "981234"])
def test_codes_of_no_region_are_refused(code):
    with pytest.raises(IdentifierError, match="行政区划代码表"):
        region_name(code)


def test_the_classification_has_20_sections_97_divisions_and_473_groups():
    codes = [code for code, _ in listed_industries()]

    assert [c for c in codes if c.isalpha()] == list("ABCDEFGHIJKLMNOPQRST")
    assert [c for c in codes if len(c) == 2] == [f"{n:02d}" for n in range(1, 98)]
    assert len([c for c in codes if len(c) == 3]) == 473


def test_every_listed_industry_stands_under_a_listed_one():
    codes = {code for code, _ in listed_industries()}

    assert {industry_parent(code) for code in codes} - {None} <= codes


@pytest.mark.parametrize(
    ("raw", "code"), [("C", "C"), ("c27", "27"), ("2710", "2710"), ("Ｃ２７１０", "2710")]
)
def test_industry_codes_are_read_with_or_without_their_section(raw, code):
    assert industry_code(raw) == code


@pytest.mark.parametrize(
    "raw", ["", "U", "98", "D27", "\u0661\u0662", "27100", "2", "27A", "C2²", "CC27"]
)
def test_codes_of_no_industry_are_refused(raw):
    with pytest.raises(IdentifierError, match="国民经济行业分类"):
        industry_code(raw)


def test_a_wrong_section_letter_is_mended_in_the_message():
    with pytest.raises(IdentifierError, match="例如 C2710"):
        industry_code("D2710")


def test_industries_have_names_and_unlisted_classes_that_of_their_group_or_division():
    assert industry_name("C").en == "Manufacturing"
    assert industry_name("27").zh == "医药制造业"
    assert industry_name("C2710").zh == "化学药品原料药制造（2710）"
    assert industry_name("2799").zh == "医药制造业（2799）"


@pytest.mark.parametrize("code", ["271", "C2710", "2799"])
def test_an_industry_without_an_english_name_is_told_by_its_division_and_code(code):
    division = industry_name("27").en

    assert industry_name(code).en == f"{division} ({code.removeprefix('C')})"
    assert division.isascii()


def test_the_parents_of_a_class_lead_to_its_section():
    assert [industry_parent(c) for c in ("2710", "271", "27", "C")] == ["271", "27", "C", None]
    assert industry_section("6510") == "I"


@pytest.mark.parametrize(
    ("code", "other", "is_under"),
    [
        ("2710", "C", True),
        ("C2710", "27", True),
        ("27", "27", True),
        ("27", "2710", False),
        ("6510", "C", False),
    ],
)
def test_industries_belong_to_what_holds_them(code, other, is_under):
    assert is_industry_under(code, other) is is_under


def test_62_first_level_disciplines_are_listed_in_both_languages():
    names = listed_disciplines()

    assert len(names) == 62
    assert all(name.zh and name.en and name.zh != name.en for _, name in names)


def test_longer_discipline_codes_are_read_by_their_first_level():
    assert discipline_name("5202010").en == "Computer science and technology"
    assert is_discipline_under("5202010", "520")
    assert not is_discipline_under("520", "52020")


@pytest.mark.parametrize("code", ["", "999", "52", "5202", "5²0"])
def test_codes_of_no_discipline_are_refused(code):
    with pytest.raises(IdentifierError, match="学科分类与代码"):
        discipline_name(code)


@pytest.mark.parametrize(
    ("raw", "symbol"),
    [
        ("g06f17/30", "G06F 17/30"),
        ("G06F 17/30(2019.01)", "G06F 17/30"),
        ("Ｈ０４Ｌ", "H04L"),
        ("A61", "A61"),
        ("C", "C"),
    ],
)
def test_patent_symbols_are_read_at_every_level(raw, symbol):
    assert str(parse_patent_class(raw)) == symbol


@pytest.mark.parametrize(
    "raw", ["", "Y02E", "G6F", "G06F17", "G06F 0/00", "G06F 17/3", "G06F-17/30"]
)
def test_what_is_no_patent_symbol_is_refused(raw):
    with pytest.raises(IdentifierError, match="不是国际专利分类号"):
        parse_patent_class(raw)


@pytest.mark.parametrize(
    ("symbol", "other", "is_under"),
    [
        ("G06F 17/30", "G", True),
        ("G06F 17/30", "G06F", True),
        ("G06F 17/30", "G06F 17/00", True),
        ("G06F 17/30", "G06F 17/30", True),
        ("G06F 17/30", "G06F 17/10", False),
        ("G06F 17/30", "G06F 1/00", False),
        ("G06F", "G06F 17/30", False),
        ("H04L", "G", False),
    ],
)
def test_patent_symbols_belong_to_what_holds_them(symbol, other, is_under):
    assert parse_patent_class(symbol).is_under(parse_patent_class(other)) is is_under


def test_the_section_has_its_name():
    assert parse_patent_class("H04L").section_name == ("电学", "Electricity")
