"""金额大写 against the examples of the rule and an independent reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import TallyError, in_capital_figures

FIGURES = {figure: value for value, figure in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}
SHAPE = re.compile("人民币(?:(?P<yuan>.+)元)?(?:零)?(?:(?P<tenths>.)角)?(?:(?P<cents>.)分)?整?")


def read_whole(words: str) -> int:
    for name, size in (("亿", 10**8), ("万", 10**4)):
        high, found, low = words.rpartition(name)
        if found:
            return read_whole(high) * size + read_whole(low)
    pairs = re.findall("([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)", words)
    return sum(FIGURES[figure] * PLACES.get(place, 1) for figure, place in pairs)


def read_back(words: str) -> int:
    """Fen from capital figures, by splitting at the units; shares nothing with the writer."""
    match = SHAPE.fullmatch(words)
    assert match, words
    tenths, cents = (FIGURES[match[part] or "零"] for part in ("tenths", "cents"))
    return read_whole(match["yuan"] or "") * 100 + tenths * 10 + cents


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (140_950, "人民币壹仟肆佰零玖元伍角"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (168_032, "人民币壹仟陆佰捌拾元零叁角贰分"),
        (10_700_053, "人民币壹拾万柒仟元零伍角叁分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
    ],
)
def test_the_examples_of_the_rule_are_written(fen, words):
    assert in_capital_figures(fen) == words


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (4, "人民币肆分"),
        (50, "人民币伍角"),
        (1_000, "人民币壹拾元整"),
        (1_000_100, "人民币壹万零壹元整"),
        (10_000_050_0000, "人民币壹拾亿零伍仟元整"),
        (10_500_000_00, "人民币壹仟零伍拾万元整"),
        (105_000_000_00, "人民币壹亿零伍佰万元整"),
        (10**17, "人民币壹仟万亿元整"),
    ],
)
def test_zeros_are_written_once_and_only_between_figures(fen, words):
    assert in_capital_figures(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_amounts_the_rule_does_not_cover_are_refused(fen):
    with pytest.raises(TallyError, match="金额不能写成大写"):
        in_capital_figures(fen)


@given(st.integers(0, 10**18 - 1) | st.integers(0, 10**9))
def test_an_independent_reader_gets_the_amount_back(fen):
    words = in_capital_figures(fen)

    assert read_back(words) == fen
    assert "零零" not in words
    assert words.endswith("整") == (fen % 100 == 0)


@given(st.lists(st.sampled_from("05"), min_size=1, max_size=18).map("".join).map(int))
def test_amounts_full_of_zeros_come_back_too(fen):
    assert read_back(in_capital_figures(fen)) == fen
