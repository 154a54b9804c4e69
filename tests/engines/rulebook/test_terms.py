"""The policy language: literals, expressions, codes, rounding, display."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, WordingError
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.codes import is_industry_under, is_region_under
from kechuang.engines.rulebook.terms.decimals import round_half_up
from kechuang.engines.rulebook.terms.grammar import parse_quantity, parse_test
from kechuang.engines.rulebook.terms.literals import read_literal
from tests.engines.rulebook.samples import TODAY, WAN

SHEET = FactSheet(
    "firm",
    [
        Fact("rd_expense", 160 * WAN, "2025"),
        Fact("rd_expense", 100 * WAN, "2024"),
        Fact("rd_expense", 40 * WAN, "2023"),
        Fact("sales_revenue", 5000 * WAN, "2025"),
        Fact("loan_lpr", 365, "2025"),
        Fact("established_on", date(2024, 5, 1)),
        Fact("region_code", "350181"),
        Fact("industry_code", "C3911"),
    ],
)


def value_of(written, vocabulary):
    return parse_quantity(written, vocabulary).value(Inquiry(SHEET, TODAY))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5000万元", 5_000_000_000),
        ("2亿元", 20_000_000_000),
        ("0.01元", 1),
        ("3.65%", Fraction(73, 2000)),
        ("0.6‰", Fraction(6, 10_000)),
        ("500人", 500),
        ("365天", 365),
        ("2026-11-21", date(2026, 11, 21)),
    ],
)
def test_literals_are_exact(written, value):
    assert read_literal(written).value == value


@pytest.mark.parametrize("written", ["0.001元", "1.5人", "很多", "2026-02-30", "1e5", "５"])
def test_what_is_no_literal_is_refused(written):
    with pytest.raises(WordingError):
        read_literal(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("rd_expense@last_year / sales_revenue@last_year", Fraction(16, 500)),
        ("rd_expense@last_year + rd_expense@previous_year * 50%", 210 * WAN),
        ("(rd_expense@2024 - rd_expense@year-3) / 2", 30 * WAN * Fraction(1)),
        ("sum(rd_expense, 3)", 300 * WAN),
        ("sum(rd_expense, 3, established_on)", 260 * WAN),
        ("mean(rd_expense, 2)", 130 * WAN),
        ("min(rd_expense@2025, 1万元)", WAN),
        ("max(rd_expense@2025, 1万元)", 160 * WAN),
        ("loan_lpr@last_year", Fraction(365, 10_000)),
        ("on - established_on", 934),
        ("on - 365天", date(2025, 11, 21)),
        ("end_of(last_year)", date(2025, 12, 31)),
        ("start_of(this_year)", date(2026, 1, 1)),
        ("employees@last_year * 2", None),
    ],
)
def test_expressions(vocabulary, written, value):
    assert value_of(written, vocabulary) == value


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("employes@last_year > 1", "employees"),
        ("employees > 1", "employees@last_year"),
        ("ip_class1_count@2025 > 1", "ip_class1_count"),
        ("employees@last_yaer > 1", "last_year"),
        ("employees@last_year <= 500万元", "万元"),
        ("rd_expense@last_year > 3%", "统一单位"),
        ("employees@last_year <= ", "括号"),
        ("mainland_resident >= 3", "统一单位"),
        ("not employees@last_year", "统一单位"),
        ("employees@last_year ~ 3", "可用"),
    ],
)
def test_a_wrong_phrase_is_refused_with_advice(vocabulary, written, advice):
    with pytest.raises(WordingError) as refused:
        parse_test(written, vocabulary)

    assert advice in refused.value.mend.zh


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("region_code under 350000", Verdict.MET),
        ("region_code under [310000, 350181]", Verdict.MET),
        ("region_code under 350182", Verdict.NOT_MET),
        ("industry_code under C", Verdict.MET),
        ("industry_code under [F, 39]", Verdict.MET),
        ("industry_code under C391", Verdict.MET),
        ("industry_code under C38", Verdict.NOT_MET),
        ("industry_code under [F51, H]", Verdict.NOT_MET),
        ("employees@last_year <= 500", Verdict.UNKNOWN),
    ],
)
def test_tests(vocabulary, written, verdict):
    assert parse_test(written, vocabulary).find(Inquiry(SHEET, TODAY)).verdict is verdict


def test_a_code_that_is_too_broad_leaves_membership_unknown(vocabulary):
    sheet = FactSheet("firm", [Fact("region_code", "350000"), Fact("industry_code", "C")])
    inquiry = Inquiry(sheet, TODAY)

    assert parse_test("region_code under 350181", vocabulary).find(inquiry).verdict is (
        Verdict.UNKNOWN
    )
    assert parse_test("industry_code under C39", vocabulary).find(inquiry).verdict is (
        Verdict.UNKNOWN
    )


def test_a_quotient_by_zero_is_a_question_for_people(vocabulary):
    sheet = FactSheet("firm", [Fact("rd_expense", 1, "2025"), Fact("sales_revenue", 0, "2025")])
    test = parse_test("rd_expense@last_year / sales_revenue@last_year >= 3%", vocabulary)

    assert test.find(Inquiry(sheet, TODAY)).verdict is Verdict.POSSIBLE


def test_a_failed_ratio_says_how_much_money_is_short(vocabulary):
    test = parse_test("rd_expense@last_year / sales_revenue@last_year >= 4%", vocabulary)

    short = test.find(Inquiry(SHEET, TODAY)).shortfall

    assert (short.have.zh, short.need.zh) == ("3.2%", "≥ 4%")
    assert short.short_by.zh == "还差40万元（0.8个百分点）"
    assert short.short_by.en == "short by CNY 400,000 (0.8 percentage points)"


def test_sections_are_derived_from_divisions():
    assert is_industry_under("3911", "C")
    assert is_industry_under("6510", "I")
    assert not is_industry_under("5101", "C")
    assert is_region_under("990106", "990100")
    assert not is_region_under("990200", "990100")


@given(st.fractions(min_value=-1000, max_value=1000))
def test_rounding_is_half_up_and_never_off_by_more_than_half_a_fen(amount):
    rounded = round_half_up(amount)

    assert abs(rounded - amount) <= Fraction(1, 2)
    assert round_half_up(-amount) == -rounded


@pytest.mark.parametrize(("amount", "fen"), [("0.5", 1), ("1.5", 2), ("2.49", 2), ("-0.5", -1)])
def test_half_a_fen_goes_away_from_zero(amount, fen):
    assert round_half_up(Fraction(amount)) == fen


def test_a_value_exactly_at_an_excluded_bound_says_so(vocabulary):
    sheet = FactSheet("firm", [Fact("employees", 10, "2025")])

    short = parse_test("employees@last_year > 10", vocabulary).find(Inquiry(sheet, TODAY)).shortfall

    assert short.short_by.zh == "恰在界上，界值不算"
