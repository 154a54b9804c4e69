"""Records are read as people write them, kept in one form, and refused with their number."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook import checked_records, read_records
from tests.engines.rulebook.lists import list_catalogue

RIGHTS = list_catalogue()["ip_rights"]
ONE = {"class": "发明专利", "core": True, "granted_on": "2022-05-01", "income": 120_000_000}


def kept(*rows: dict[str, object]) -> str:
    return json.dumps(rows, ensure_ascii=False)


@pytest.mark.parametrize(
    "written",
    [
        "类别：发明专利，授权日：2022-05-01，与主要产品相关：是，转化收入：120万元",
        (
            "Class: 发明专利, Granted on: 2022-05-01, "
            "Related to the main product: yes, Income: 1,200,000元；"
        ),
        " class=发明专利、 core=True、income=120万元、granted_on=2022-05-01\n",
        '[{"income": 120000000, "class": "发明专利", "granted_on": "2022-05-01", "core": true}]',
    ],
)
def test_every_way_of_writing_a_record_is_kept_alike(written: str) -> None:
    assert read_records(written, RIGHTS) == kept(ONE)


@pytest.mark.parametrize("written", ["无", "没有", "None", "[]"])
def test_having_none_is_an_empty_list(written: str) -> None:
    assert read_records(written, RIGHTS) == "[]"


def test_several_records_are_separated_by_semicolons_or_lines() -> None:
    read = read_records("类别：外观设计；\n类别：实用新型\n类别：发明专利;", RIGHTS)

    assert [row["class"] for row in json.loads(read)] == ["外观设计", "实用新型", "发明专利"]


def test_what_a_record_does_not_tell_is_left_out() -> None:
    assert checked_records('[{"class": "发明专利", "income": null}]', RIGHTS) == kept(
        {"class": "发明专利"}
    )


@pytest.mark.parametrize(
    ("written", "why", "mend"),
    [
        ("发明专利", "读不懂", "列名：值"),
        ("种类：发明专利", "第1条：清单没有“种类”这一列", "类别"),
        ("类别：发明专利；类别：发明专力", "第2条：没有类别“发明专力”", "发明专利"),
        ("类别：发明专利，类别：外观设计", "同一列写了两次", "列名：值"),
        ("转化收入：120", "读不懂“120”", "万元"),
        ("转化收入：1.2.3万元", "读不懂", "万元"),
        ("授权日：2022-02-30", "不是真实的日期", "2026-11-21"),
        ("与主要产品相关：也许", "读不懂“也许”", "true/false"),
        ("[1]", "不是由记录组成的清单", "列名：值"),
        ("[" * 100_000, "不是由记录组成的清单", "列名：值"),
        ('[{"income": "120万元"}]', "“转化收入”的值 '120万元' 不对", "以分为单位的整数"),
        ('[{"income": 1.5}]', "“转化收入”的值 1.5 不对", "以分为单位的整数"),
        ('[{"income": true}]', "“转化收入”的值 True 不对", "以分为单位的整数"),
        ('[{"core": 1}]', "的值 1 不对", "是或否"),
        ('[{"granted_on": "20220501"}]', "的值 '20220501' 不对", "日期"),
        ('[{"class": "\\ud800"}]', "的值", "代码"),
        ('[{"class": ""}]', "的值", "代码"),
        ('[{"class": ["发明专利"]}]', "的值", "代码"),
    ],
)
def test_what_does_not_fit_is_refused_in_both_languages(written: str, why: str, mend: str) -> None:
    with pytest.raises(WordingError) as refused:
        read_records(written, RIGHTS)

    assert why in refused.value.why.zh
    assert mend in refused.value.mend.zh
    assert refused.value.why.en != refused.value.why.zh
    assert refused.value.mend.en


RECORD = st.fixed_dictionaries(
    {},
    optional={
        "class": st.sampled_from(["发明专利", "实用新型", "外观设计"]),
        "granted_on": st.dates().map(str),
        "core": st.booleans(),
        "income": st.integers(-(10**15), 10**15),
    },
)


@given(st.lists(RECORD, max_size=5))
def test_what_is_kept_reads_back_as_itself(rows: list[dict[str, object]]) -> None:
    once = read_records(json.dumps(rows), RIGHTS)

    assert json.loads(once) == rows
    assert checked_records(once, RIGHTS) == once
