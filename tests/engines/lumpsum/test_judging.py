"""Certain words refuse in the item's wording, hints ask a person, silence is never a yes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.lumpsum import Expense, ExpenseError, Lead, Verdict, judge_expense
from tests.engines.lumpsum.samples import LIST, REAL, bought

ALLOWED, REFUSED, LOOK = Verdict.ALLOWED, Verdict.REFUSED, Verdict.TO_BE_LOOKED_AT


def test_what_is_not_on_the_list_is_allowed_whatever_its_kind_and_sum():
    finding = judge_expense(bought("示波器", amount_fen=10**15), LIST)

    assert (finding.verdict, finding.traces) == (ALLOWED, ())
    assert finding.explained().zh == "不在负面清单上"
    assert finding.kind is not None
    assert finding.kind.id == "goods"


def test_a_certain_word_refuses_with_the_wording_and_basis_of_the_item():
    finding = judge_expense(bought("缴纳罚款"), LIST)

    assert finding.verdict is REFUSED
    assert finding.explained().zh == "负面清单“罚款”：“罚款”（用途）"
    assert [item.id for item in finding.items] == ["fines"]
    assert [basis.source for basis in finding.basis] == ["rule"]
    assert finding.pack == LIST.digest


@pytest.mark.parametrize(
    "text",
    ["罚 款", "罚\u200b款", "罚-款", "罚\n款", "PENALTY", "ｐｅｎａｌｔｙ", "a penalty, paid"],
)
def test_dressing_a_word_up_does_not_hide_it(text):
    assert judge_expense(bought(text), LIST).verdict is REFUSED


@pytest.mark.parametrize("text", ["penaltyshot", "refined goods", "confine", "finery", "罚单款式"])
def test_a_word_inside_another_word_is_not_that_word(text):
    assert judge_expense(bought(text), LIST).verdict is ALLOWED


def test_a_hint_leaves_the_matter_to_a_person():
    finding = judge_expense(bought("处罚告知"), LIST)

    assert finding.verdict is LOOK
    assert [(trace.lead, trace.found.zh) for trace in finding.traces] == [(Lead.HINT, "处罚")]
    assert "请核对" in finding.explained().zh


def test_a_phrase_that_means_something_else_is_taken_out_and_nothing_more():
    assert judge_expense(bought("处罚案例汇编"), LIST).verdict is ALLOWED
    assert judge_expense(bought("处罚案例汇编及罚款"), LIST).verdict is REFUSED
    assert judge_expense(bought("罚处罚案例款"), LIST).verdict is ALLOWED


@pytest.mark.parametrize(("said", "verdict"), [(None, LOOK), (True, LOOK), (False, ALLOWED)])
def test_only_what_was_said_clears_a_hint(said, verdict):
    marks = {} if said is None else {"is_staff": said}

    assert judge_expense(bought("转拨首款", marks=marks), LIST).verdict is verdict


@pytest.mark.parametrize(
    ("kind", "said", "verdict"),
    [
        ("fee", True, REFUSED), ("fee", False, ALLOWED), ("fee", None, LOOK),
        ("goods", True, ALLOWED), ("goods", None, ALLOWED),
    ],
)  # fmt: skip
def test_a_mark_counts_for_its_kinds_and_unknown_is_not_no(kind, said, verdict):
    marks = {} if said is None else {"is_staff": said}

    assert judge_expense(bought("方案论证", kind, marks=marks), LIST).verdict is verdict


def test_a_kind_that_words_only_point_to_does_not_refuse():
    finding = judge_expense(bought("咨询费", "", marks={"is_staff": True}), LIST)

    assert (finding.verdict, finding.kind) == (LOOK, None)


def test_an_unknown_kind_is_told_once():
    finding = judge_expense(bought("第三季度款项", ""), LIST)

    assert finding.verdict is LOOK
    assert [trace.found.zh for trace in finding.traces] == ["类别不明"]


@pytest.mark.parametrize("text", ["", "  ", "　\u200b", "——"])
def test_nothing_said_is_looked_at(text):
    assert judge_expense(bought(text), LIST).verdict is LOOK


def test_a_commitment_stands_until_somebody_says_otherwise_and_is_named():
    trusted = judge_expense(bought("示波器"), LIST)
    denied = judge_expense(bought("示波器", marks={"serves": False}), LIST)

    assert (trusted.verdict, trusted.presumed) == (ALLOWED, ("serves",))
    assert (denied.verdict, denied.presumed) == (REFUSED, ())


def test_what_is_certain_is_told_first():
    finding = judge_expense(bought("处罚告知", marks={"serves": False}), LIST)

    assert [trace.is_certain for trace in finding.traces] == [True, False]
    assert [item.id for item in finding.items] == ["fees"]


def test_the_payee_only_points():
    assert judge_expense(bought("资料费", payee="罚款代收处"), LIST).verdict is LOOK


@pytest.mark.parametrize("amount", [1.5, True, "1"])
def test_an_amount_that_is_not_whole_fen_is_refused(amount):
    with pytest.raises(ExpenseError, match="整数"):
        bought("示波器", amount_fen=amount)


def test_a_mark_the_list_does_not_know_is_refused_with_the_nearest():
    with pytest.raises(ExpenseError, match="是否想写“is_staff”"):
        judge_expense(bought("示波器", marks={"is_stuff": True}), LIST)


words = st.sampled_from(
    [
        "罚款",
        "处罚",
        "示波器",
        "购物卡",
        "赞助",
        "咨询费",
        "投资",
        " ",
        "试剂",
        "\u200b",
        "转拨",
        "x",
    ]
)


@given(st.lists(words, max_size=5), st.lists(words, max_size=3))
def test_saying_more_never_turns_a_refusal_into_a_yes(said, more):
    first = judge_expense(Expense("1", "".join(said), "other"), REAL)
    longer = judge_expense(Expense("1", "".join(said) + "，" + "".join(more), "other"), REAL)

    if first.verdict is REFUSED:
        assert longer.verdict is REFUSED


@given(st.text(max_size=40), st.text(max_size=10))
def test_any_text_gets_an_answer_with_its_reasons(text, kind):
    finding = judge_expense(Expense("1", text, kind), REAL)

    assert bool(finding.traces) == (finding.verdict is not ALLOWED)
    assert finding.as_dict()["verdict"] == finding.verdict.value
