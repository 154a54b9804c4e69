"""GB 32100-2015 codes, beside the naive versions that circulate and fail."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kechuang.base.identifiers import (
    IdentifierError,
    credit_code_check_digit,
    credit_code_problems,
    example_credit_code,
    is_credit_code,
    organisation_check_character,
    parse_credit_code,
)
from kechuang.base.identifiers.credit_code import ALPHABET, WEIGHTS

STANDARD_EXAMPLE = "91350100M000100Y43"
CODES = st.builds(
    example_credit_code,
    region=st.integers(110000, 999999).map(str),
    serial=st.integers(0, 999_999),
)


def test_the_example_of_the_standard_is_read():
    code = parse_credit_code(STANDARD_EXAMPLE)

    assert code.value == STANDARD_EXAMPLE
    assert code.registering_department.zh == "市场监管（工商）"
    assert code.category.en == "enterprise"
    assert code.region_code == "350100"
    assert code.organisation_code == "M000100Y4"


def test_weights_are_those_printed_in_the_standard():
    assert WEIGHTS == (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@pytest.mark.parametrize("raw", [" 91350100m000100y43 ", "９１３５０１００Ｍ０００１００Ｙ４３"])
def test_small_letters_full_width_and_outer_spaces_are_read(raw):
    assert parse_credit_code(raw).value == STANDARD_EXAMPLE


def test_a_wrong_check_character_is_named_with_the_right_one():
    (problem,) = credit_code_problems("91350100M000100Y44")

    assert problem.zh == "第18位校验码应为“3”，实际为“4”"
    assert problem.en == "check character 18 should be “3”, it is “4”"


def test_a_wrong_organisation_check_is_found_even_when_the_last_character_fits():
    start = "91350100M000100Y5"
    code = start + credit_code_check_digit(start)

    (problem,) = credit_code_problems(code)

    assert problem.zh == "第17位校验码应为“4”，实际为“5”"


def test_all_zeros_satisfy_both_sums_and_are_refused_for_their_department():
    assert [p.zh for p in credit_code_problems("0" * 18)] == ["第1位“0”不是登记管理部门代码"]


def test_letters_in_the_region_are_refused():
    start = "9135010AM000100Y4"

    problems = credit_code_problems(start + credit_code_check_digit(start))

    assert [p.zh for p in problems] == ["第3至8位应为数字（行政区划）"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("9135010OM000100Y43", "“O”，可能是“0”"),
        ("91350100M000100Y4\u0663", "“\u0663”"),
        ("91350100M0001²0Y43", "“²”"),
        ("91350100M\u200b00100Y43", "‹U+200B›"),
    ],
)
def test_characters_outside_the_alphabet_are_named(raw, said):
    (problem,) = credit_code_problems(raw)

    assert said in problem.zh


def test_a_zero_width_character_counts_towards_the_length():
    with pytest.raises(IdentifierError, match="应为18位，实际19位") as refused:
        parse_credit_code("91350100M\u200b000100Y43")

    assert "‹U+200B›" in refused.value.what.zh


@pytest.mark.parametrize("raw", ["", "91350100", STANDARD_EXAMPLE + "0"])
def test_other_lengths_are_refused(raw):
    assert not is_credit_code(raw)


def test_a_refusal_says_what_why_and_mend_in_both_languages():
    with pytest.raises(IdentifierError) as refused:
        parse_credit_code("91350100M000100Y44")

    assert refused.value.said_in("zh-hans") == (
        "“91350100M000100Y44”不是有效的统一社会信用代码："
        "第18位校验码应为“3”，实际为“4”。请对照营业执照或登记证书逐位核对"
    )
    assert "should be “3”" in refused.value.said_in("en")


@pytest.mark.parametrize(("region", "serial"), [("9901", 1), ("99010A", 1), ("990101", -1)])
def test_example_codes_need_a_region_and_a_serial(region, serial):
    with pytest.raises(IdentifierError, match="无法生成示例代码"):
        example_credit_code(region=region, serial=serial)


@given(CODES)
def test_example_codes_are_valid(code):
    assert credit_code_problems(code) == ()


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_substitution_is_detected(code, place, character):
    assume(code[place] != character)

    assert not is_credit_code(code[:place] + character + code[place + 1 :])


@given(CODES, st.integers(0, 16))
def test_every_adjacent_swap_is_detected(code, place):
    assume(code[place] != code[place + 1])

    assert not is_credit_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def weighted_sum(body: str) -> int:
    return sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, body, strict=True))


def test_the_naive_31_minus_remainder_breaks_where_the_sum_is_divisible_by_31():
    bodies = [example_credit_code(region="990101", serial=n)[:17] for n in range(3000)]
    divisible = [body for body in bodies if weighted_sum(body) % 31 == 0]

    assert len(divisible) > 50
    for body in divisible:
        with pytest.raises(IndexError):
            ALPHABET[31 - weighted_sum(body) % 31]
        assert credit_code_check_digit(body) == "0"


def test_the_naive_ord_based_letter_values_miss_the_gaps_of_the_alphabet():
    def naive_value(character: str) -> int:
        return int(character) if character.isdecimal() else ord(character) - 55

    body = STANDARD_EXAMPLE[:17]
    naive = (31 - sum(w * naive_value(c) for w, c in zip(WEIGHTS, body, strict=True)) % 31) % 31

    assert ALPHABET[naive] != "3"
    assert credit_code_check_digit(body) == "3"


def test_organisation_codes_have_no_gap_in_their_alphabet():
    assert organisation_check_character("M000100Y") == "4"
    assert organisation_check_character("D2143569") == "X"
