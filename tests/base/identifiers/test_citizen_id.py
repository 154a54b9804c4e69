"""GB 11643 numbers. All numbers are those printed in the standard or computed here."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kechuang.base.identifiers import (
    IdentifierError,
    citizen_id_check_digit,
    citizen_id_problems,
    is_citizen_id,
    mask_citizen_id,
    parse_citizen_id,
)
from kechuang.base.identifiers.citizen_id import WEIGHTS


def completed(body: str) -> str:
    return body + citizen_id_check_digit(body)


NUMBERS = st.builds(
    lambda region, born, order: completed(f"{region}{born:%Y%m%d}{order:03d}"),
    st.integers(110000, 829999),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("number", "born_on"),
    [
        ("11010519491231002X", date(1949, 12, 31)),
        ("440524188001010014", date(1880, 1, 1)),
    ],
)
def test_the_examples_of_the_standard_are_read(number, born_on):
    parsed = parse_citizen_id(number)

    assert parsed.value == number
    assert parsed.born_on == born_on
    assert parsed.region_code == number[:6]


def test_weights_are_those_printed_in_the_standard():
    assert WEIGHTS == (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def test_a_small_x_and_full_width_are_read():
    assert parse_citizen_id("１１０１０５１９４９１２３１００２ｘ").value == "11010519491231002X"


def test_a_region_that_was_abolished_is_accepted():
    assert is_citizen_id(completed("13263119640229001"))


@pytest.mark.parametrize("born", ["20230229", "20231301", "20230431", "00000101"])
def test_dates_that_no_calendar_has_are_refused_though_the_check_fits(born):
    problems = citizen_id_problems(completed(f"110105{born}002"))

    assert [p.zh for p in problems] == ["第7至14位不是真实的日期"]


def test_a_wrong_check_character_is_named_with_the_right_one():
    (problem,) = citizen_id_problems("110105194912310021")

    assert problem.zh == "末位校验码应为“X”，实际为“1”"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("110105491231002", "15位号码已停用"),
        ("1101051949123100", "应为18位，实际16位"),
        ("X1010519491231002X", "前17位应为数字"),
        ("1101051949123100²X", "前17位应为数字"),
        ("11010519491231002Y", "前17位应为数字"),
    ],
)
def test_malformed_numbers_are_refused(raw, why):
    with pytest.raises(IdentifierError, match=why):
        parse_citizen_id(raw)


def test_the_number_is_masked_wherever_it_is_shown():
    number = parse_citizen_id("11010519491231002X")

    assert number.masked == "110105********002X"
    assert "19491231" not in f"{number} {number!r}"


def test_a_refusal_never_quotes_the_number():
    with pytest.raises(IdentifierError) as refused:
        parse_citizen_id("110105194912310021")

    assert "19491231" not in str(refused.value)
    assert "110105********0021" in str(refused.value)


def test_what_is_not_18_long_is_hidden_entirely():
    assert mask_citizen_id("110105491231002") == "*" * 15


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_substitution_is_detected(number, place, character):
    assume(number[place] != character)

    assert not is_citizen_id(number[:place] + character + number[place + 1 :])


@given(NUMBERS, st.integers(0, 16))
def test_every_adjacent_swap_is_detected(number, place):
    assume(number[place] != number[place + 1])

    assert not is_citizen_id(
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    )
