"""Which source is believed, and that the others are kept."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.engines.rulebook import (
    Fact,
    FactError,
    FactSheet,
    Verdict,
    evaluate,
    evaluate_many,
)
from tests.engines.rulebook.samples import SIZE, TODAY, leaf

OLD, NEW = date(2026, 1, 1), date(2026, 6, 1)


def chosen(*facts: Fact) -> Fact:
    return FactSheet("firm", facts).facts["employees", "2025"]


def staff(value: int, source: str, as_of: date | None = None, certified_by: str = "") -> Fact:
    return Fact("employees", value, "2025", "人", source, as_of, certified_by)


def test_a_certified_fact_beats_a_newer_one():
    certified, newer = staff(80, "社保", OLD, "人社局"), staff(90, "申报", NEW)

    assert chosen(newer, certified) == certified


def test_the_newest_of_two_uncertified_facts_wins():
    older, newer = staff(80, "a", OLD), staff(90, "b", NEW)

    assert chosen(older, newer) == newer


def test_a_dated_fact_beats_an_undated_one():
    undated, dated = staff(80, "a"), staff(90, "b", OLD)

    assert chosen(undated, dated) == dated


def test_equally_new_facts_are_chosen_by_source_name():
    assert chosen(staff(90, "乙", OLD), staff(80, "a", OLD)).source == "a"


def test_agreeing_sources_are_no_conflict():
    sheet = FactSheet("firm", [staff(80, "a", OLD), staff(80, "b", NEW)])

    assert sheet.conflicts == {}


def test_the_answer_reports_the_conflict_among_facts_it_used(pack_of):
    pack = pack_of(SIZE)
    sheet = FactSheet("firm", [staff(501, "申报", NEW), staff(80, "社保", OLD, "人社局")])

    (answer,) = evaluate(pack, sheet, on=TODAY)

    assert answer.verdict is Verdict.MET
    assert [conflict.chosen.value for conflict in answer.conflicts] == [80]
    assert [fact.value for fact in answer.conflicts[0].others] == [501]


@pytest.mark.parametrize("value", ["80", True, date(2026, 1, 1)])
def test_a_value_of_the_wrong_type_is_refused(pack_of, value):
    pack = pack_of(SIZE)
    sheet = FactSheet("澜石科技", [Fact("employees", value, "2025")])

    with pytest.raises(FactError):
        evaluate(pack, sheet, on=TODAY)


def test_the_refusal_names_subject_fact_value_and_expected_type_in_both_languages(pack_of):
    pack = pack_of(SIZE)
    good, bad = (FactSheet(name, [Fact("employees", value, "2025")]) for name, value in SHEETS)

    with pytest.raises(FactError) as refused:
        list(evaluate_many([pack], [good, bad], on=TODAY))

    told = refused.value
    assert told.said_in("zh").startswith(
        "澜石科技 的2025年职工总数（employees）：值 '八十' 类型不对，应为整数"
    )
    assert told.what.en == "Employees (employees, 2025) of 澜石科技"
    assert told.why.en == "the value '八十' has the wrong type; it must be a whole number"


SHEETS = [("云屿科技", 80), ("澜石科技", "八十")]


def test_a_date_may_be_written_as_text_but_not_any_text(pack_of):
    pack = pack_of(leaf("valid", "hnte_valid_until >= on"))
    written, wrong = (
        FactSheet("firm", [Fact("hnte_valid_until", value)]) for value in ("2026-11-21", "明年")
    )

    (answer,) = evaluate(pack, written, on=TODAY)

    assert answer.verdict is Verdict.MET
    with pytest.raises(FactError, match="日期"):
        evaluate(pack, wrong, on=TODAY)
