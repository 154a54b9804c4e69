"""What if a fact were otherwise: which clauses change, and which numbers matter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import (
    SUPPOSED,
    Fact,
    FactSheet,
    Verdict,
    evaluate,
    levers_of,
    suppose,
    what_if,
)

TODAY = date(2026, 11, 21)
AWARD = """
- {id: staff, label: {zh: 职工, en: Staff}, article: 一, test: employees@last_year >= 10}
amount:
  label: {zh: 奖, en: Award}
  items: [{id: base, label: {zh: 研发, en: R&D}, article: 二, compute: rd_expense@last_year * 10%}]
"""
TWO = """
- {id: staff, label: {zh: 职工, en: Staff}, article: 一, test: employees@last_year >= 10}
- {id: share, label: {zh: 占比, en: Share}, article: 二, test: rd_expense@last_year >= 100万元}
"""


def sheet_of(*, employees: int, rd_expense: int = 200_000_000) -> FactSheet:
    told = {"employees": employees, "rd_expense": rd_expense}
    facts = [Fact(name, value, "2025", source="年度报表") for name, value in told.items()]
    return FactSheet("firm", facts)


def names_of(levers):
    return [(lever.fact.name, lever.fact.period) for lever in levers]


def test_a_supposed_fact_changes_the_verdict_and_the_amount(pack_of):
    supposed = [Fact("employees", 12, "2025"), Fact("rd_expense", 300_000_000, "2025")]

    (change,) = what_if([pack_of(AWARD)], sheet_of(employees=8), supposed, on=TODAY)

    assert (change.before.verdict, change.after.verdict) == (Verdict.NOT_MET, Verdict.MET)
    assert change.before.amount is None
    assert change.after.amount.low_fen == 30_000_000
    assert change.is_change


def test_another_amount_alone_is_a_change(pack_of):
    supposed = [Fact("rd_expense", 300_000_000, "2025")]

    (change,) = what_if([pack_of(AWARD)], sheet_of(employees=10), supposed, on=TODAY)

    assert change.before.verdict is change.after.verdict is Verdict.MET
    assert change.is_change


def test_what_is_supposed_says_so_in_every_reason_that_rests_on_it(pack_of):
    supposed = [Fact("employees", 12, "2025", source="年度报表", certified_by="统计局")]

    answers = evaluate(pack_of(AWARD), suppose(sheet_of(employees=8), supposed), on=TODAY)

    (fact,) = [f for part in answers[0].reason.children for f in part.facts if f.value == 12]
    assert (fact.source, fact.certified_by) == (SUPPOSED, "")


def test_a_supposition_stands_instead_of_all_sources(pack_of):
    disagreeing = FactSheet(
        "firm",
        [
            Fact("employees", 8, "2025", source="甲", certified_by="统计局"),
            Fact("employees", 9, "2025", source="乙"),
        ],
    )

    changed = suppose(disagreeing, [Fact("employees", 12, "2025")])

    assert changed.facts["employees", "2025"].value == 12
    assert changed.conflicts == {}
    assert disagreeing.facts["employees", "2025"].value == 8


@given(st.integers(0, 50), st.integers(0, 50))
def test_supposing_is_asking_a_firm_that_is_so(employees, otherwise):
    supposed = suppose(sheet_of(employees=employees), [Fact("employees", otherwise, "2025")])

    told = {key: fact.value for key, fact in supposed.facts.items()}

    assert told == {key: f.value for key, f in sheet_of(employees=otherwise).facts.items()}


def test_a_number_in_a_gap_is_a_lever(pack_of):
    levers = levers_of([pack_of(TWO)], sheet_of(employees=3), on=TODAY)

    assert names_of(levers) == [("employees", "2025")]
    assert [clause for _, clause in levers[0].clauses] == ["only"]


def test_a_number_near_the_bound_of_a_met_clause_is_a_lever(pack_of):
    pack = pack_of(TWO)

    near = levers_of([pack], sheet_of(employees=11), on=TODAY)
    far = levers_of([pack], sheet_of(employees=12), on=TODAY)

    assert (names_of(near), names_of(far)) == ([("employees", "2025")], [])


def test_no_number_is_a_lever_where_the_policy_is_not_in_force(pack_of):
    sheet = FactSheet("firm", [Fact("employees", 3, "1998")])

    assert levers_of([pack_of(TWO)], sheet, on=date(1999, 1, 1)) == ()


def test_what_moves_more_clauses_comes_first(packs, good_firm):
    counts = [len(lever.clauses) for lever in levers_of(packs.values(), good_firm, on=TODAY)]

    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 1
