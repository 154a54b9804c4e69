"""Counts and sums over records, where some columns of some rows are not known."""

from __future__ import annotations

import pytest

from kechuang.engines.rulebook import (
    Fact,
    FactError,
    FactSheet,
    PackError,
    Verdict,
    WordingError,
)
from kechuang.engines.rulebook.catalogue import read_catalogue
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.reading.sheets import load_sheet
from kechuang.engines.rulebook.terms.grammar import Vocabulary, parse_quantity, parse_test
from tests.engines.rulebook.lists import LISTS, ROWS, list_catalogue, rights
from tests.engines.rulebook.samples import TODAY

WORDS = Vocabulary(list_catalogue())


def found(written, rows=ROWS):
    inquiry = Inquiry(FactSheet("firm", [rights(rows)]), TODAY)
    return parse_test(written, WORDS).find(inquiry), inquiry


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("count(ip_rights where class under Ⅰ类) >= 1件", Verdict.MET),
        ("count(ip_rights where class under Ⅱ类) >= 4", Verdict.NOT_MET),
        ("count(ip_rights where class under [Ⅰ类, 实用新型]) == 2", Verdict.MET),
        ("count(ip_rights where class under Ⅱ类 and core) >= 1", Verdict.MET),
        ("count(ip_rights where class under Ⅱ类 and core) >= 2", Verdict.UNKNOWN),
        ("count(ip_rights where class under Ⅱ类 and core) >= 3", Verdict.NOT_MET),
        ("count(ip_rights where core) <= 1", Verdict.NOT_MET),
        ("count(ip_rights where granted_on within 3年) >= 3", Verdict.MET),
        ("count(ip_rights where granted_on in last_year) == 2", Verdict.MET),
        ("count(ip_rights) > 4", Verdict.NOT_MET),
        ("sum(ip_rights.income where class under Ⅰ类) >= 300万元", Verdict.MET),
        ("sum(ip_rights.income where class under Ⅱ类) >= 2元", Verdict.MET),
        ("sum(ip_rights.income where class under Ⅱ类) >= 4元", Verdict.UNKNOWN),
    ],
)
def test_rows_are_counted_and_added(written, verdict):
    assert found(written)[0].verdict is verdict


def test_what_is_unknown_names_the_column():
    finding, inquiry = found("count(ip_rights where class under Ⅱ类 and core) >= 2")

    assert finding.verdict is Verdict.UNKNOWN
    assert {one.name for one in inquiry.missing} == {"ip_rights.core"}
    assert inquiry.missing[0].label.zh == "知识产权·与主要产品相关"


def test_an_empty_list_is_known_and_no_list_is_not():
    empty, _ = found("count(ip_rights) >= 1", rows=[])
    nothing = Inquiry(FactSheet("firm", []), TODAY)
    unknown = parse_test("count(ip_rights) >= 1", WORDS).find(nothing)

    assert (empty.verdict, unknown.verdict) == (Verdict.NOT_MET, Verdict.UNKNOWN)
    assert {one.name for one in nothing.missing} == {"ip_rights"}


def test_what_is_short_is_told_in_the_unit_of_the_list():
    finding, _ = found("count(ip_rights where class under Ⅱ类) >= 4件")

    assert finding.shortfall.short_by.zh == "还差1件"


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("count(ip_rights where class under Ⅲ类) >= 1", "Ⅱ类"),
        ("count(ip_rights where klass under Ⅰ类) >= 1", "class"),
        ("sum(ip_rights.class) >= 1", "income"),
        ("count(employees) >= 1", "统一单位"),
        ("count(ip_rights) >= 3人", "件"),
        ("sum(ip_rights, 3) >= 1", "income"),
    ],
)
def test_a_wrong_fold_is_refused_with_advice(written, advice):
    with pytest.raises(WordingError) as refused:
        parse_test(written, WORDS)

    assert advice in refused.value.mend.zh


@pytest.mark.parametrize("told", ["[1]", "not json", '{"class": 1}', '[{"class": 7}]'])
def test_a_list_that_cannot_be_read_is_refused(told):
    sheet = FactSheet("firm", [rights([])._replace(value=told)])
    test = parse_test("count(ip_rights where class under Ⅰ类) >= 1", WORDS)

    with pytest.raises(FactError):
        test.find(Inquiry(sheet, TODAY))


def test_a_sheet_writes_its_rows_in_yaml():
    text = """\
subject: 某公司
facts:
  ip_rights:
    - {class: 发明专利, granted_on: 2022-05-01, core: true, income: 3万元}
    - {class: 实用新型}
"""

    sheet = load_sheet(text, name="firm.yaml", catalogue=list_catalogue())

    inquiry = Inquiry(sheet, TODAY)
    total = parse_quantity("sum(ip_rights.income where class under Ⅰ类)", WORDS)
    assert total.value(inquiry) == 3_000_000


@pytest.mark.parametrize("row", ["{klass: 发明专利}", "{core: maybe}", "3"])
def test_a_wrong_row_is_refused_with_its_line(row):
    with pytest.raises(PackError) as refused:
        load_sheet(
            f"subject: 某公司\nfacts:\n  ip_rights:\n    - {row}\n",
            name="firm.yaml", catalogue=list_catalogue(),
        )  # fmt: skip

    assert refused.value.line >= 3


def test_a_group_that_holds_itself_is_refused():
    circle = LISTS.replace("植物新品种]", "乙]").replace("Ⅱ类: [", "乙: [Ⅰ类, ")

    with pytest.raises(PackError) as refused:
        read_catalogue(circle, name="facts.yaml")

    assert "包含自己" in refused.value.why.zh


LEVELS = """\
platform_level:
  zh: 平台级别
  en: Level of the platform
  type: code
  period: none
  source: 认定文件
  groups: GROUPS
"""


@pytest.mark.parametrize(
    ("groups", "asked", "told", "verdict"),
    [
        ("[国家级, 省级, 市级]", "省级", "省级", Verdict.MET),
        ("[国家级, 省级, 市级]", "[国家级, 省级]", "市级", Verdict.NOT_MET),
        ("{省级以上: [国家级, 省级]}", "省级以上", "国家级", Verdict.MET),
        ("{省级以上: [国家级, 省级]}", "国家级", "省级以上", Verdict.UNKNOWN),
    ],
)
def test_codes_of_the_catalogue_are_a_list_or_a_tree(groups, asked, told, verdict):
    words = Vocabulary(read_catalogue(LEVELS.replace("GROUPS", groups), name="facts.yaml"))
    sheet = FactSheet("firm", [Fact("platform_level", told)])

    test = parse_test(f"platform_level under {asked}", words)

    assert test.find(Inquiry(sheet, TODAY)).verdict is verdict
