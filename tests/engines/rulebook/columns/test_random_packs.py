"""Every form of the language, nested at random: columns and reasons always say the same."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kechuang.engines.rulebook import PackError, load_pack, read_catalogue
from tests.engines.rulebook.columns.comparing import differences
from tests.engines.rulebook.columns.firms import of_packs
from tests.engines.rulebook.columns.writing import CATALOGUE, Writer
from tests.engines.rulebook.samples import TODAY

SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def small_catalogue():
    return read_catalogue(CATALOGUE, name="facts.yaml")


@settings(max_examples=40, deadline=None)
@given(SEEDS, SEEDS)
def test_columns_say_what_the_reasons_say(small_catalogue, pack_seed, firm_seed):
    """Verdict, near miss, amount and failed conditions, with facts unknown and divisors zero."""
    try:
        pack = load_pack(Writer(pack_seed).pack(), name="made.yaml", catalogue=small_catalogue)
    except PackError:
        assume(False)
    sheets = of_packs([pack], small_catalogue, on=TODAY, seed=firm_seed, count=40)

    assert differences([pack], sheets, small_catalogue, TODAY) == []
