"""Mobile and bank card numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kechuang.base.identifiers import (
    IdentifierError,
    luhn_check_digit,
    mask_bank_card,
    mask_mobile,
    parse_bank_card,
    parse_mobile,
)

CARDS = st.text("0123456789", min_size=12, max_size=18).map(lambda b: b + luhn_check_digit(b))


@pytest.mark.parametrize("raw", ["13800001234", "+86 138-0000-1234", "１３８００００１２３４"])
def test_mobile_numbers_are_read(raw):
    assert parse_mobile(raw) == "13800001234"


@pytest.mark.parametrize("raw", ["", "12800001234", "1380000123", "138000012345", "1380000123²"])
def test_other_numbers_are_refused_without_being_quoted(raw):
    with pytest.raises(IdentifierError, match="应为13至19开头的11位数字") as refused:
        parse_mobile(raw)

    assert not raw or raw not in str(refused.value)


def test_masks_keep_only_what_identifies_to_the_owner():
    assert mask_mobile("13800001234") == "138****1234"
    assert mask_bank_card("4111111111111111") == "*" * 12 + "1111"
    assert mask_bank_card("1234") == "****"
    assert mask_mobile("1234") == "****"


def test_the_published_luhn_example_is_read():
    assert luhn_check_digit("7992739871") == "3"
    assert parse_bank_card("4111 1111 1111 1111") == "4111111111111111"


@pytest.mark.parametrize("raw", ["", "411111111111", "4" * 20, "411111111111111²"])
def test_wrong_lengths_and_characters_are_refused(raw):
    with pytest.raises(IdentifierError, match="应为13至19位数字"):
        parse_bank_card(raw)


@given(CARDS, st.integers(0, 11), st.sampled_from("0123456789"))
def test_every_single_substitution_is_detected(card, place, digit):
    assume(card[place] != digit)

    with pytest.raises(IdentifierError, match="校验位不符"):
        parse_bank_card(card[:place] + digit + card[place + 1 :])
