"""Amounts as Chinese workbooks contain them, and everything that must be refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.base.identifiers import (
    IdentifierError,
    MoneyUnit,
    amount_text,
    parse_amount,
    unit_in_header,
)

YUAN, TEN_THOUSAND = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("3120万元", 3_120_000_000),
        ("3,120.50 万", 3_120_500_000),
        ("１２３．５元", 12_350),
        ("1，234元", 123_400),
        ("1.2亿", 12_000_000_000),
        ("1亿元", 10_000_000_000),
        ("0.000001万元", 1),
        ("5千元", 500_000),
        ("2万亿元", 200_000_000_000_000),
        ("人民币 3120元整", 312_000),
        ("¥3,120.05", 312_005),
        ("￥88", 8_800),
        ("RMB 5万元", 5_000_000),
        ("（5）元", -500),
        ("(3,120.00万元)", -3_120_000_000),
        ("−5元", -500),
        ("－5元", -500),
        ("-0元", 0),
    ],
)
def test_amounts_with_their_own_unit_are_read(raw, fen):
    assert parse_amount(raw) == fen


@pytest.mark.parametrize("raw", ["3120.5", "3,120.5万元", "¥3120.50"])
def test_the_stated_unit_serves_cells_without_one(raw):
    assert parse_amount(raw, unit=TEN_THOUSAND) == 3_120_500_000


def test_a_unit_that_differs_from_the_heading_is_refused():
    with pytest.raises(IdentifierError, match="标题的单位是万元，单元格的单位是元"):
        parse_amount("3120元", unit=TEN_THOUSAND)


def test_a_bare_number_without_any_unit_is_refused():
    with pytest.raises(IdentifierError, match="标题和单元格都没有单位"):
        parse_amount("3120")


@pytest.mark.parametrize("raw", ["0.001元", "0.0000001万元", "0.30000000000000004元"])
def test_fractions_of_a_fen_are_refused(raw):
    with pytest.raises(IdentifierError, match="折算成元后超过两位小数"):
        parse_amount(raw)


@pytest.mark.parametrize("raw", ["", "  ", "\u3000"])
def test_a_blank_is_not_zero(raw):
    with pytest.raises(IdentifierError, match="空白不等于零"):
        parse_amount(raw, unit=YUAN)


@pytest.mark.parametrize("raw", ["100美元", "$100", "USD 100", "5万港币"])
def test_foreign_money_is_refused(raw):
    with pytest.raises(IdentifierError, match="只接受人民币金额"):
        parse_amount(raw, unit=YUAN)


@pytest.mark.parametrize("raw", ["1,23", "1,2345", "12,34,567", "1234,567"])
def test_commas_that_do_not_group_by_three_are_refused(raw):
    with pytest.raises(IdentifierError, match="逗号没有按三位一组书写"):
        parse_amount(raw, unit=YUAN)


@pytest.mark.parametrize(
    "raw",
    [
        *("NaN", "Infinity", "-inf", "1e5", "1_000", "٣", "१२", "²", "0x10", "三千"),
        *("1\u200b000", "\ufeff5", "--5", "-(5)", "(-5)", "(5", "5)", "((5))", "+5", "–5"),
        *("5-8", "约5", "≥5", "1 000", "1。5", ".5", "5.", "1.2.3", "007", "5%", "-", "/", "无"),
        *("1亿2000万元", "5元元", "5整", "5万整", "(5万元)元", "1" * 41),
    ],
)
def test_whatever_cannot_be_read_as_one_amount_is_refused(raw):
    with pytest.raises(IdentifierError, match="不是可以唯一读出的金额"):
        parse_amount(raw, unit=YUAN)


def test_exactly_with_decimals_is_refused():
    with pytest.raises(IdentifierError, match="写了“整”却有角分"):
        parse_amount("3.50元整")


def test_amounts_beyond_what_a_record_holds_are_refused():
    with pytest.raises(IdentifierError, match="超出可记录的范围"):
        parse_amount("10000万亿元")


@pytest.mark.parametrize("raw", ["٣", "1_000", "NaN", "1e5", "Infinity"])
def test_a_naive_decimal_reader_accepts_what_ours_refuses(raw):
    assert isinstance(Decimal(raw), Decimal)
    with pytest.raises(IdentifierError):
        parse_amount(raw, unit=YUAN)


def test_a_naive_digit_test_accepts_a_superscript():
    assert "²".isdigit()
    with pytest.raises(IdentifierError):
        parse_amount("²", unit=YUAN)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("营业收入（万元）", TEN_THOUSAND),
        ("营业收入(单位：元)", YUAN),
        ("单位：亿元", MoneyUnit.HUNDRED_MILLION),
        ("投资额【人民币万元】", TEN_THOUSAND),
        ("研发费用万元", TEN_THOUSAND),
        ("金额_元", YUAN),
        ("收入(万)", TEN_THOUSAND),
        ("营业收入", None),
        ("多元化经营单元", None),
        ("出口额（万美元）", None),
        ("能耗（吨标准煤/万元）", None),
    ],
)
def test_headings_state_their_unit(header, unit):
    assert unit_in_header(header) is unit


def test_a_heading_with_two_units_is_refused():
    with pytest.raises(IdentifierError, match="同时写了万元、元"):
        unit_in_header("收入（万元）成本（元）")


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (3_120_000_000, "3,120.00万元", "CNY 31.2 million"),
        (31_200_000_000, "3.12亿元", "CNY 312 million"),
        (125_000_000_000, "12.50亿元", "CNY 1.25 billion"),
        (12_345_000_000, "12,345.00万元", "CNY 123.45 million"),
        (3_123_456_789, "31,234,567.89元", "CNY 31,234,567.89"),
        (25_000_000, "25.00万元", "CNY 250,000"),
        (0, "0.00元", "CNY 0"),
        (-5, "-0.05元", "CNY -0.05"),
    ],
)
def test_amounts_are_shown_in_the_largest_exact_unit(fen, zh, en):
    assert amount_text(fen) == (zh, en)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_what_is_shown_reads_back_exactly(fen):
    assert parse_amount(amount_text(fen).zh) == fen


@given(st.integers(-(10**12), 10**12).map(lambda n: n * 10**4))
def test_round_amounts_read_back_exactly(fen):
    assert parse_amount(amount_text(fen).zh) == fen


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_never_an_accident(raw):
    with suppress(IdentifierError):
        assert isinstance(parse_amount(raw, unit=YUAN), int)
