"""Dates and years: within so many years, in a fiscal year, ever, certificates, full years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import Fact, FactSheet, Verdict, WordingError
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.calendar import full_years, shift_months
from kechuang.engines.rulebook.terms.grammar import parse_quantity, parse_test
from tests.engines.rulebook.samples import TODAY

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def verdict_of(vocabulary, written, *facts, on=TODAY):
    return parse_test(written, vocabulary).find(Inquiry(FactSheet("firm", facts), on)).verdict


def since(day):
    return Fact("established_on", day)


@pytest.mark.parametrize(
    ("written", "day", "verdict"),
    [
        ("established_on within 3年", date(2023, 11, 21), Verdict.MET),
        ("established_on within 3年", date(2023, 11, 20), Verdict.NOT_MET),
        ("established_on within 3年", date(2026, 11, 22), Verdict.NOT_MET),
        ("established_on within 6个月", date(2026, 5, 21), Verdict.MET),
        ("established_on within 180天", date(2026, 5, 25), Verdict.MET),
        ("established_on within 180天", date(2026, 5, 24), Verdict.NOT_MET),
        ("established_on <= on - 1年", date(2025, 11, 21), Verdict.MET),
        ("established_on <= on - 1年", date(2025, 11, 22), Verdict.NOT_MET),
        ("established_on in last_year", date(2025, 12, 31), Verdict.MET),
        ("established_on in last_year", date(2026, 1, 1), Verdict.NOT_MET),
        ("established_on in previous_year to this_year", date(2024, 1, 1), Verdict.MET),
        ("established_on between 2024-01-01 and 2024-06-30", date(2024, 6, 30), Verdict.MET),
        ("established_on between 2024-01-01 and 2024-06-30", date(2024, 7, 1), Verdict.NOT_MET),
        ("years_since(established_on) >= 2", date(2024, 11, 21), Verdict.MET),
        ("years_since(established_on) >= 2", date(2024, 11, 22), Verdict.NOT_MET),
    ],
)
def test_windows_include_both_ends(vocabulary, written, day, verdict):
    assert verdict_of(vocabulary, written, since(day)) is verdict


def test_one_missed_end_settles_a_window_while_the_other_is_unknown(vocabulary):
    written = "established_on between hnte_valid_until and 2024-01-01"

    assert verdict_of(vocabulary, written, since(date(2025, 1, 1))) is Verdict.NOT_MET
    assert verdict_of(vocabulary, written, since(date(2023, 1, 1))) is Verdict.UNKNOWN


def test_a_missed_window_says_by_how_many_days(vocabulary):
    test = parse_test("established_on within 3年", vocabulary)

    short = test.find(Inquiry(FactSheet("firm", [since(date(2023, 11, 19))]), TODAY)).shortfall

    assert (short.need.zh, short.short_by.zh) == ("≥ 2023-11-21", "还差2天")


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"2025": False, "2026": False}, Verdict.MET),
        ({"2026": True}, Verdict.NOT_MET),
        ({"2025": False}, Verdict.UNKNOWN),
    ],
)
def test_ever_in_the_previous_and_the_current_year(vocabulary, told, verdict):
    facts = [Fact("major_accident", value, year) for year, value in told.items()]

    assert verdict_of(
        vocabulary, "not ever(major_accident, last_year, this_year)", *facts
    ) is verdict  # fmt: skip


def test_every_of_the_last_three_years(vocabulary):
    facts = [Fact("major_accident", True, year) for year in ("2023", "2024", "2025")]

    assert verdict_of(vocabulary, "every(major_accident, 3)", *facts) is Verdict.MET
    assert verdict_of(vocabulary, "every(major_accident, 3)", *facts[1:]) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("holds", "until", "verdict"),
    [
        (True, date(2026, 11, 21), Verdict.MET),
        (True, date(2026, 11, 20), Verdict.NOT_MET),
        (False, None, Verdict.NOT_MET),
        (None, date(2020, 1, 1), Verdict.NOT_MET),
        (None, date(2030, 1, 1), Verdict.UNKNOWN),
        (True, None, Verdict.UNKNOWN),
    ],
)
def test_a_certificate_is_held_and_has_not_run_out(vocabulary, holds, until, verdict):
    told = [Fact("hnte_holder", holds), Fact("hnte_valid_until", until)]
    known = [fact for fact in told if fact.value is not None]

    assert verdict_of(vocabulary, "valid(hnte_holder, hnte_valid_until)", *known) is verdict


def test_a_certificate_may_be_asked_about_another_day(vocabulary):
    told = [Fact("hnte_holder", value=True), Fact("hnte_valid_until", date(2026, 1, 1))]
    written = "valid(hnte_holder, hnte_valid_until, end_of(last_year))"

    assert verdict_of(vocabulary, written, *told) is Verdict.MET


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("employees@last_year within 3年", "统一单位"),
        ("established_on within 3人", "统一单位"),
        ("ever(established_on, 3)", "统一单位"),
        ("ever(hnte_holder, 3)", "去掉年度"),
        ("employees@last_year <= 500件", "人"),
        ("ip_class2_count >= 5人", "件"),
        ("region_code under 3501", "350181"),
        ("industry_code under C65", "C39"),
        ("industry_code under 高新", "C39"),
        ("valid(hnte_holder, 2026-01-01)", "统一单位"),
    ],
)
def test_what_cannot_be_meant_is_refused(vocabulary, written, advice):
    with pytest.raises(WordingError) as refused:
        parse_test(written, vocabulary)

    assert advice in refused.value.mend.zh


@given(DAYS, st.integers(0, 480))
def test_moving_months_forth_and_back_never_passes_the_first_day(day, months):
    moved = shift_months(day, months)

    assert shift_months(moved, -months) <= day
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months


def test_a_year_from_a_leap_day_ends_with_february():
    assert shift_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


@given(DAYS, DAYS)
def test_full_years_are_those_whose_anniversary_has_come(since, until):
    years = full_years(since, until)

    assert years == 0 or shift_months(since, years * 12) <= until
    assert shift_months(since, (years + 1) * 12) > until


def test_years_may_be_counted_to_another_day(vocabulary):
    inquiry = Inquiry(FactSheet("firm", [since(date(2020, 6, 1))]), TODAY)
    written = "years_since(established_on, end_of(last_year))"

    assert parse_quantity(written, vocabulary).value(inquiry) == 5


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"2025": 5, "2024": 0, "2023": 5}, Verdict.MET),
        ({"2025": 5, "2023": 5}, Verdict.MET),
        ({"2025": 0, "2024": 0}, Verdict.NOT_MET),
        ({"2025": 5, "2024": 0}, Verdict.UNKNOWN),
    ],
)
def test_years_are_counted_as_far_as_they_are_known(vocabulary, told, verdict):
    facts = [Fact("rd_expense", fen, year) for year, fen in told.items()]

    assert verdict_of(vocabulary, "years(rd_expense > 0元, 3) >= 2", *facts) is verdict


@pytest.mark.parametrize("written", ["years(rd_expense, 3) >= 2", "years(rd_expense > 5人, 3) > 1"])
def test_years_count_only_what_can_be_compared(vocabulary, written):
    with pytest.raises(WordingError):
        parse_test(written, vocabulary)
