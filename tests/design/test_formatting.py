"""Money, ratios and texts read exactly as they are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.design.formatting import (
    said,
    without_declaration,
    written_exact_money,
    written_money,
    written_number,
    written_percent,
)
from kechuang.engines.wording import Text


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (0, "0元", "CNY 0"),
        (5, "0.05元", "CNY 0.05"),
        (123_450, "1,234.5元", "CNY 1,234.5"),
        (999_999, "9,999.99元", "CNY 9,999.99"),
        (1_000_000, "1万元", "CNY 10,000"),
        (1_234_567_800, "1,234.57万元", "CNY 12.35 million"),
        (1_234_550_000, "1,234.55万元", "CNY 12.35 million"),
        (20_000_000_000, "2亿元", "CNY 200 million"),
        (1_250_000_000_000, "125亿元", "CNY 12.5 billion"),
        (-1_500_000, "-1.5万元", "CNY -15,000"),
    ],
)
def test_money_takes_the_unit_of_its_size(fen: int, zh: str, en: str) -> None:
    assert written_money(fen, "zh-hans") == zh
    assert written_money(fen, "en") == en


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (1_234_567_801, "¥12,345,678.01", "CNY 12,345,678.01"),
        (-5, "¥-0.05", "CNY -0.05"),
    ],
)
def test_exact_money_keeps_every_fen(fen: int, zh: str, en: str) -> None:
    assert written_exact_money(fen, "zh-hans") == zh
    assert written_exact_money(fen, "en") == en


@given(st.integers(-(10**15), 10**15))
def test_exact_money_can_be_read_back(fen: int) -> None:
    digits = written_exact_money(fen, "zh").lstrip("¥").replace(",", "").replace(".", "")

    assert int(digits) == fen


@pytest.mark.parametrize(
    ("bp", "percent"),
    [(0, "0%"), (5, "0.05%"), (1250, "12.5%"), (10_000, "100%"), (-30, "-0.3%"), (400, "4%")],
)
def test_percent_is_exact(bp: int, percent: str) -> None:
    assert written_percent(bp) == percent


@pytest.mark.parametrize(
    "text", [Text("需求", "demand"), {"zh": "需求", "en": "demand"}, ["需求", "demand"]]
)
def test_a_text_is_said_in_the_language_asked_for(text: Any) -> None:
    assert said(text, "zh-hans") == "需求"
    assert said(text, "en") == "demand"


def test_a_plain_value_is_said_as_it_is() -> None:
    assert said("第八条", "en") == "第八条"
    assert said(None, "en") == ""


def test_the_declaration_of_a_drawing_is_left_out() -> None:
    assert without_declaration('<?xml version="1.0"?>\n<svg/>') == "<svg/>"


@pytest.mark.parametrize(("value", "shown"), [(2025, "2,025"), (0, "0"), ("2026-11", "2026-11")])
def test_whole_numbers_are_grouped_and_words_are_left(value: object, shown: str) -> None:
    assert written_number(value) == shown
