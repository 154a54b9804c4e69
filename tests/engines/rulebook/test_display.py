"""Values and shortages as people read them, in both languages."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook import Fact, FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.marks import Mark, Marked
from kechuang.engines.rulebook.terms.display import shortage, shown, shown_apart, shown_briefly
from kechuang.engines.rulebook.terms.grammar import parse_test
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.wording import Text
from tests.engines.rulebook.samples import TODAY, WAN


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (7_928_226_868, "7,928.23万元", "CNY 79.28 million"),
        (20 * WAN, "20万元", "CNY 200,000"),
        (3_120 * WAN, "3,120万元", "CNY 31.2 million"),
        (200_000 * WAN, "200,000万元", "CNY 2 billion"),
        (-50, "-0.5元", "CNY -0.5"),
        (0, "0元", "CNY 0"),
    ],
)
def test_money_is_read_in_the_unit_that_fits(fen, chinese, english):
    assert shown_briefly(fen, Kind.MONEY) == (chinese, english)


def test_money_to_reckon_with_is_exact():
    assert shown(123_456_789, Kind.MONEY) == ("123.456789万元", "CNY 1,234,567.89")
    assert shown(-50, Kind.MONEY).en == "CNY -0.50"


def test_values_that_differ_never_look_equal_in_either_language():
    almost = shown_apart(Fraction(299_999, 10_000_000), Fraction(3, 100), Kind.RATIO)
    nearly = shown_apart(19_999_900_000, 20_000 * WAN, Kind.MONEY)

    assert [one.zh for one in almost] == ["2.99999%", "3%"]
    assert [one.en for one in nearly] == ["CNY 199.999 million", "CNY 200 million"]


@given(st.integers(min_value=1, max_value=10**13))
def test_a_shortage_of_money_is_rounded_up_to_two_decimals(fen):
    told = shortage(fen, Kind.MONEY)

    for text, units in ((told.zh, _ZH), (told.en, _EN)):
        size = Fraction(re.sub(r"[^\d.]", "", text))
        scale = next(scale for unit, scale in units if unit in text)
        assert 0 <= size * scale - fen < scale / Fraction(100)
        assert (size * 100).denominator == 1


_ZH = (("万元", WAN), ("元", 100))
_EN = (("billion", 10**11), ("million", 10**8), ("CNY", 100))


@given(st.fractions(min_value=0, max_value=1000))
def test_a_shortage_of_what_is_counted_is_whole_and_never_understated(amount):
    told = shortage(amount, Kind.COUNT, "人").zh

    assert int(told.removesuffix("人").replace(",", "")) - amount >= 0


def test_a_shortage_of_a_ratio_is_told_in_percentage_points():
    assert shortage(Fraction(4, 300), Kind.RATIO) == ("1.34个百分点", "1.34 percentage points")


@pytest.mark.parametrize(
    ("written", "have", "need", "short_by"),
    [
        (
            "employees@last_year >= 11",
            ("10人", "10 persons"),
            ("≥ 11人", "≥ 11 persons"),
            ("还差1人", "short by 1 person"),
        ),
        (
            "established_on <= 2020-01-01",
            ("2020-01-03", "2020-01-03"),
            ("≤ 2020-01-01", "≤ 2020-01-01"),
            ("超出2天", "over by 2 days"),
        ),
        (
            "sales_revenue@last_year <= 7000万元",
            ("7,928.23万元", "CNY 79.28 million"),
            ("≤ 7,000万元", "≤ CNY 70 million"),
            ("超出928.23万元", "over by CNY 9.29 million"),
        ),
        (
            "not restricted_business",
            ("是", "yes"),
            ("否", "no"),
            ("须先消除该情形", "must first cease"),
        ),
        (
            "region_code under [310000, 440000]",
            ("990101", "990101"),
            ("310000、440000", "310000, 440000"),
            ("990101 不属于 310000、440000", "990101 is not under 310000, 440000"),
        ),
    ],
)
def test_what_is_short_is_told_in_both_languages(vocabulary, written, have, need, short_by):
    short = parse_test(written, vocabulary).find(Inquiry(FIRM, TODAY)).shortfall

    assert (short.have, short.need, short.short_by) == (have, need, short_by)


def test_a_mark_tells_points_in_both_languages():
    marked = Marked(Head("score", Text("", ""), Text("", "")), Mark(65), Points(15, 64), ())

    gap = marked.failing().gap

    assert gap.have == ("15–64分", "15–64 points")
    assert gap.need == ("≥ 65分", "≥ 65 points")
    assert gap.short_by == ("还差1分", "short by 1 point")


FIRM = FactSheet(
    "firm",
    [
        Fact("employees", 10, "2025"),
        Fact("established_on", "2020-01-03"),
        Fact("sales_revenue", 7_928_226_868, "2025"),
        Fact("restricted_business", value=True),
        Fact("region_code", "990101"),
    ],
)
