"""A ceiling holds only where the pack states one; what is open may or may not break it."""

from __future__ import annotations

import pytest

from kechuang.engines.lumpsum import ExpenseError, Verdict, judge_ceilings, judge_expense
from tests.engines.lumpsum.samples import LIST, REAL, bought


def ceilings(*expenses, granted_fen=100_000):
    findings = [judge_expense(expense, LIST) for expense in expenses]
    found = judge_ceilings(findings, LIST, granted_fen=granted_fen)
    return {one.ceiling.id: one for one in found}


def fee(fen, said=False):
    return bought("论证", "fee", amount_fen=fen, marks={} if said is None else {"is_staff": said})


def test_the_real_list_states_no_ceiling():
    assert judge_ceilings([], REAL, granted_fen=1) == ()


@pytest.mark.parametrize(("fen", "verdict"), [(10_000, "allowed"), (10_001, "refused")])
def test_a_kind_may_reach_its_ceiling_and_not_pass_it(fen, verdict):
    assert ceilings(fee(fen))["fees"].verdict == verdict


def test_open_expenses_alone_never_break_a_ceiling():
    found = ceilings(fee(9_000), fee(2_000, said=None))["fees"]

    assert (found.verdict, found.spent_fen, found.open_fen) == (
        Verdict.TO_BE_LOOKED_AT, 9_000, 2_000,
    )  # fmt: skip
    assert found.explained().zh == "专家费上限：已支出90.00元，另有20.00元待核对，上限100.00元"


def test_what_is_refused_is_not_paid_and_counts_nowhere():
    found = ceilings(fee(50_000, said=True), bought("罚款", amount_fen=90_000))

    assert [(one.spent_fen, one.open_fen) for one in found.values()] == [(0, 0), (0, 0)]


def test_other_kinds_do_not_count_and_unknown_kinds_may():
    found = ceilings(bought("示波器", amount_fen=50_000), bought("咨询费", "", amount_fen=700))

    assert (found["fees"].spent_fen, found["fees"].open_fen) == (0, 700)
    assert (found["whole"].spent_fen, found["whole"].open_fen) == (50_000, 700)


def test_the_ceiling_is_rounded_down_to_the_fen():
    assert ceilings(granted_fen=19)["fees"].most_fen == 1


def test_a_grant_below_zero_is_refused():
    with pytest.raises(ExpenseError, match="不能为负"):
        ceilings(granted_fen=-1)
