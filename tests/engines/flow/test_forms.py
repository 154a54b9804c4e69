"""Forms read what people type, ask only what is to be asked, and stop the ineligible early."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.flow import (
    Attachment,
    Field,
    FieldType,
    Reference,
    facts_wanted,
    fields_that_decide,
    fill,
    restored,
    shown,
    standing_of,
    stored,
)
from kechuang.engines.flow.forms.typing import read_single
from kechuang.engines.flow.refusals import ValueRefusedError
from kechuang.engines.wording import Text

DIGEST = "a" * 64
TOPICS = {"bio": Text("生物", "biology")}


def field(kind: str, **more) -> Field:
    return Field("it", FieldType(kind), Text("项", "item"), 1, **more)


@pytest.mark.parametrize(
    ("of", "typed", "value"),
    [
        (field("text"), "  甲 ", "甲"),
        (field("number", unit="人"), "1,200人", 1200),
        (field("number", decimals=2), "１２．５", Decimal("12.50")),
        (field("money", unit="万元"), "30", 30_000_000),
        (field("money", unit="万元"), "0.3亿元", 3_000_000_000),
        (field("money", unit="元"), "1,000.05", 100_005),
        (field("money", unit="元"), 12, 1_200),
        (field("date"), "2026年1月5日", date(2026, 1, 5)),
        (field("date"), "2026/1/5", date(2026, 1, 5)),
        (field("date", precision="month"), "2026-11", date(2026, 11, 1)),
        (field("date", precision="year"), "2026", date(2026, 1, 1)),
        (field("flag"), False, False),
        (field("choice", choices=TOPICS), "bio", "bio"),
        (field("party"), {"code": "9X", "name": "甲公司"}, Reference("9X", "甲公司")),
        (field("person"), {"name": "张三"}, Reference("", "张三")),
        (
            field("attachment", kinds=("pdf",)),
            {"digest": DIGEST, "name": "a.PDF", "size": 3},
            Attachment(DIGEST, "a.PDF", 3),
        ),
    ],
)
def test_typed_values_become_what_they_mean(of, typed, value):
    read = read_single(of, typed)

    assert read == value
    assert restored(of, stored(read)) == read


@pytest.mark.parametrize(
    ("of", "typed", "why"),
    [
        (field("text", max_length=2), "甲乙丙", "最多2字"),
        (field("text"), 5, "文字"),
        (field("number"), "五", "不是数"),
        (field("number"), "1.5", "0位小数"),
        (field("number"), "NaN", "不是数"),
        (field("number"), "1e99", "不是数"),
        (field("number"), "9" * 50, "不是数"),
        (field("number", decimals=6), "1" + "0" * 30, "不是数"),
        (field("number"), "1,2", "不是数"),
        (field("number"), True, "无法识别"),
        (field("number"), 1.5, "无法识别"),
        (field("money", unit="元"), "0.001", "到分"),
        (field("money", unit="元"), "3美元", "不是数"),
        (field("date"), "2026-02-30", "不是日期"),
        (field("date"), "2026-11", "2026-11-21"),
        (field("date", precision="month"), "2026-11-21", "2026-11"),
        (field("flag"), "true", "是或否"),
        (field("choice", choices=TOPICS), "chem", "生物"),
        (field("party"), {"code": "9X"}, "名称"),
        (field("attachment"), {"digest": "x", "name": "a", "size": 1}, "上传"),
        (field("attachment"), {"digest": DIGEST, "name": "a", "size": 0}, "空"),
        (
            field("attachment", kinds=("pdf",)),
            {"digest": DIGEST, "name": "a.exe", "size": 1},
            "pdf",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_in_both_languages(of, typed, why):
    with pytest.raises(ValueRefusedError) as refused:
        read_single(of, typed)

    assert why in refused.value.why.zh
    assert refused.value.why.en


@given(
    st.one_of(st.none(), st.integers(), st.text(max_size=30), st.binary(), st.lists(st.integers()))
)
def test_no_input_breaks_a_field(raw):
    for kind in set(FieldType) - {FieldType.TABLE}:
        assert answer_to(field(kind, choices=TOPICS), raw)


def answer_to(of: Field, raw: object) -> str:
    try:
        return f"taken as {read_single(of, raw)!r}"
    except ValueRefusedError as refusal:
        return refusal.why.zh


@given(st.integers(0, 10**15))
def test_fen_survive_being_shown_and_typed_again(fen):
    of = field("money", unit="万元")

    assert read_single(of, shown(of, fen).zh) == fen


@pytest.fixture
def form(permit):
    return permit.forms["application"]


@pytest.fixture
def inquiry(terms):
    return terms.inquiry({})


def test_conditions_decide_which_fields_are_asked(form, inquiry):
    person = fill(form, {"kind": "person", "staff": 9, "amount": "3"}, inquiry)
    company = fill(form, {"kind": "company", "amount": "3"}, inquiry)

    assert (person.asked, person.missing, "staff" in person.values) == (
        ["kind", "amount"], [], False,
    )  # fmt: skip
    assert (company.asked, company.missing) == (["kind", "staff", "amount"], ["staff"])


def test_the_ineligible_are_told_before_they_type_on(form, inquiry):
    filled = fill(form, {"kind": "company", "staff": "2"}, inquiry)

    assert [rule.why.zh for rule in filled.stopped_by] == ["不足三人不能申请"]
    assert not filled.is_ready
    assert fields_that_decide(form, inquiry) == ("staff",)


def test_what_is_not_known_yet_stops_nobody(form, inquiry):
    filled = fill(form, {"kind": "company"}, inquiry)

    assert (filled.stopped_by, filled.undecided) == ([], ["staff"])


def test_problems_name_their_field(form, inquiry):
    filled = fill(form, {"kind": "firm", "amount": "-1", "colour": "red"}, inquiry)

    assert {one.field: one.why.zh for one in filled.problems} == {
        "kind": "请从中选择：企业、个人",
        "amount": "不得低于1万元",
        "colour": "表单没有此项",
    }


def test_bounds_may_be_other_values(procedures, calendar):
    form = procedures["challenge"].forms["need"]
    inquiry = _inquiry(procedures["challenge"], calendar)

    filled = fill(form, {"budget": "100", "own_funds": "101"}, inquiry)

    assert [(one.field, one.why.zh) for one in filled.problems] == [
        ("own_funds", "不得超过100万元")
    ]


def test_tables_and_repeats_name_row_and_column(procedures, calendar):
    form = procedures["challenge"].forms["contract"]
    inquiry = _inquiry(procedures["challenge"], calendar)
    rows = [
        {"due_on": "2026-12-01", "goal": "样机", "share": "60"},
        {"due_on": "明年", "goal": "", "share": "140"},
    ]

    filled = fill(form, {"milestones": rows}, inquiry)
    empty = fill(form, {"milestones": [rows[0]] * 30}, inquiry)

    assert [(one.row, one.column) for one in filled.problems] == [
        (2, "due_on"), (2, "goal"), (2, "share"),
    ]  # fmt: skip
    assert "1至24项" in empty.problems[0].why.zh


def test_a_form_is_ready_only_whole_and_eligible(form, terms):
    whole = {"kind": "company", "staff": 5, "amount": 2_000_000}

    assert standing_of(form, terms.inquiry(whole)).reasons == ()
    assert (
        standing_of(form, terms.inquiry({**whole, "staff": 2})).reasons[0].zh == "不足三人不能申请"
    )
    assert standing_of(form, terms.inquiry({"kind": "company"})).missing == ("staff", "amount")
    assert "不得低于1万元" in standing_of(form, terms.inquiry({**whole, "amount": 1})).reasons[0].zh


def test_prefill_lists_the_facts_wanted(form):
    assert facts_wanted(form) == (("staff", "employees"),)


def _inquiry(procedure, calendar):
    from kechuang.engines.flow import Terms

    return Terms(procedure, calendar).inquiry({})
