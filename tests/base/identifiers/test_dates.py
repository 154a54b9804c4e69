"""Dates are read with the precision they have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.base.identifiers import IdentifierError, PartialDate, date_from_serial, parse_date

MONTH, DAY = PartialDate(2024, 3), PartialDate(2024, 3, 15)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2024年3月15日", DAY),
        ("2024 年 03 月 15 日", DAY),
        ("２０２４年３月１５日", DAY),
        ("2024-03-15", DAY),
        ("2024/3/15", DAY),
        ("2024.3.15", DAY),
        ("20240315", DAY),
        ("2024-03-15 00:00:00", DAY),
        ("二〇二四年三月十五日", DAY),
        ("二○二四年三月", MONTH),
        ("2024年3月", MONTH),
        ("2024.3", MONTH),
        ("2024.03", MONTH),
        ("2024-03", MONTH),
        ("2024", PartialDate(2024)),
        ("2024年", PartialDate(2024)),
        ("一九九九年十二月三十一日", PartialDate(1999, 12, 31)),
        ("二〇二四年十月二十日", PartialDate(2024, 10, 20)),
    ],
)
def test_dates_are_read_with_their_own_precision(raw, read):
    assert parse_date(raw) == read


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("", "单元格是空的"),
        ("45366", "像是电子表格的日期序号"),
        ("202403", "六位数字读法不唯一"),
        ("2024.1", "可能是1月，也可能是被表格去掉末尾零的10月"),
        ("24年3月", "不是可以唯一读出的日期"),
        ("3/15/2024", "不是可以唯一读出的日期"),
        ("2024-03.15", "不是可以唯一读出的日期"),
        ("2024年3月15", "不是可以唯一读出的日期"),
        ("2024-03-15 08:30:00", "不是可以唯一读出的日期"),
        ("2024\u200b-03", "不是可以唯一读出的日期"),
        ("٢٠٢٤", "不是可以唯一读出的日期"),
        ("至今", "不是可以唯一读出的日期"),
        ("2023-02-29", "日历上没有"),
        ("20241301", "日历上没有"),
        ("2024-00", "日历上没有"),
        ("二〇二四年十三月", "日历上没有"),
        ("二〇二四年三一月", "日历上没有"),
    ],
)
def test_what_is_no_date_or_reads_two_ways_is_refused(raw, why):
    with pytest.raises(IdentifierError, match=why):
        parse_date(raw)


def test_a_day_needs_a_month():
    with pytest.raises(IdentifierError, match="日期不存在"):
        PartialDate(2024, None, 15)


def test_a_month_reaches_from_its_first_to_its_last_day():
    assert (MONTH.earliest, MONTH.latest) == (date(2024, 3, 1), date(2024, 3, 31))
    assert PartialDate(2024, 2).latest == date(2024, 2, 29)
    assert PartialDate(2024).latest == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("on", "is_before", "is_after"),
    [
        (date(2024, 2, 29), False, True),
        (date(2024, 3, 1), False, None),
        (date(2024, 3, 15), None, None),
        (date(2024, 3, 31), None, False),
        (date(2024, 4, 1), True, False),
    ],
)
def test_a_month_compares_with_a_day_only_where_it_can(on, is_before, is_after):
    assert MONTH.is_before(on) is is_before
    assert MONTH.is_after(on) is is_after


def test_a_month_is_never_taken_for_its_first_day():
    with pytest.raises(IdentifierError, match="这里需要具体到日"):
        MONTH.exact_day()

    assert DAY.exact_day() == date(2024, 3, 15)


def test_partial_dates_have_no_order():
    with pytest.raises(TypeError):
        sorted([MONTH, DAY])


@pytest.mark.parametrize(
    ("given_date", "iso", "zh", "en"),
    [
        (DAY, "2024-03-15", "2024年3月15日", "15 March 2024"),
        (MONTH, "2024-03", "2024年3月", "March 2024"),
        (PartialDate(2024), "2024", "2024年", "2024"),
    ],
)
def test_dates_are_shown_with_their_precision(given_date, iso, zh, en):
    assert str(given_date) == iso
    assert given_date.text == (zh, en)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_days_read_back_in_every_form(on):
    forms = (on.isoformat(), f"{on.year}年{on.month}月{on.day}日", f"{on:%Y%m%d}")

    assert {parse_date(form).exact_day() for form in forms} == {on}


@pytest.mark.parametrize(
    ("serial", "epoch", "on"),
    [
        (45366, 1900, date(2024, 3, 15)),
        (45366, 1904, date(2028, 3, 16)),
        (1, 1900, date(1900, 1, 1)),
        (59, 1900, date(1900, 2, 28)),
        (61, 1900, date(1900, 3, 1)),
        (0, 1904, date(1904, 1, 1)),
        (2_958_465, 1900, date(9999, 12, 31)),
    ],
)
def test_serials_count_from_the_epoch_of_the_workbook(serial, epoch, on):
    assert date_from_serial(serial, epoch=epoch) == on


def test_the_29th_of_february_1900_never_was():
    with pytest.raises(IdentifierError, match="1900年没有2月29日"):
        date_from_serial(60, epoch=1900)

    assert date_from_serial(60, epoch=1904) == date(1904, 3, 1)


@pytest.mark.parametrize(("serial", "epoch"), [(0, 1900), (-1, 1904), (2_958_466, 1900)])
def test_serials_outside_the_calendar_are_refused(serial, epoch):
    with pytest.raises(IdentifierError, match="超出日历范围"):
        date_from_serial(serial, epoch=epoch)
