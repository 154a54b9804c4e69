import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kechuang.base.identifiers import PartialDate
from kechuang.base.registry.fields import (
    AmountField,
    LinesField,
    ListField,
    OpenChoiceField,
    PartialDateField,
)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("30", 30_000_000), ("0.5", 500_000), ("3000元", 300_000), ("1.2亿元", 12_000_000_000)],
)
def test_an_amount_is_in_ten_thousand_yuan_unless_it_says_otherwise(typed, fen):
    assert AmountField().clean(typed) == fen


def test_a_blank_amount_is_negotiable_not_zero():
    assert AmountField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["三十", "12,34", "1e5", "$5"])
def test_an_amount_that_cannot_be_read_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@given(st.integers(0, 10**15))
def test_an_amount_shown_in_the_form_reads_back_to_the_last_fen(fen):
    field = AmountField()

    assert field.clean(field.prepare_value(fen)) == fen


def test_words_are_separated_by_chinese_and_other_commas_and_kept_once():
    assert ListField().clean("激光、 雷达，激光;传感") == ("激光", "雷达", "传感")


def test_lines_are_filled_up_to_their_columns():
    field = LinesField(least=2, most=3)

    assert field.clean("甲大学 | 60%\n\n乙公司｜40%｜91") == (
        ("甲大学", "60%", ""),
        ("乙公司", "40%", "91"),
    )


@pytest.mark.parametrize("typed", ["甲大学", "甲 | 1 | 2 | 3"])
def test_a_line_with_too_few_or_too_many_columns_is_refused(typed):
    with pytest.raises(ValidationError, match="2"):
        LinesField(least=2, most=3).clean(typed)


def test_lines_shown_in_the_form_read_back():
    field = LinesField(least=3, most=4)
    records = (("精度", "", "0.1", "毫米"), ("良率", "80", "95", ""))

    assert field.clean(field.prepare_value(records)) == records


def test_a_month_stays_a_month():
    assert PartialDateField().clean("2027年3月") == PartialDate(2027, 3)


def test_a_day_that_no_calendar_has_is_refused():
    with pytest.raises(ValidationError):
        PartialDateField().clean("2027-02-30")


def test_an_open_choice_keeps_the_word_an_entry_already_has_and_no_other():
    field = OpenChoiceField(choices=[("", "未填"), ("laser", "激光")], required=False)
    field.keep("精密制造")

    assert field.clean("精密制造") == "精密制造"
    assert field.clean("laser") == "laser"
    with pytest.raises(ValidationError):
        field.clean("别的")
