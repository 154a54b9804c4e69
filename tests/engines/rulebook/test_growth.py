"""Growth in one line says what the long form of the HNTE guide says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.packfile import read_yaml
from kechuang.engines.rulebook import Fact, FactSheet, PackError
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.reading.definitions import read_definitions
from kechuang.engines.rulebook.terms.quantities import NotComputableError
from tests.engines.rulebook.samples import PACKS, TODAY

SHORT = """\
short:
  growth: {of: net_assets, years: 3, since: established_on, zero_base: 0%}
"""
ESTABLISHED = st.none() | st.sampled_from(
    [date(y, m, 1) for y in range(2021, 2027) for m in (1, 12)]
)


def outcome(quantity, facts):
    try:
        return quantity.value(Inquiry(FactSheet("firm", facts), TODAY))
    except NotComputableError:
        return "unclear"


@pytest.fixture(scope="module")
def forms(vocabulary_of_session):
    """The growth of the HNTE pack written out in full, and the same in one line."""
    hnte = read_yaml((PACKS / "national/policies/hnte.yaml").read_text("utf-8"), name="hnte")
    long = read_definitions(hnte.need("define"), vocabulary_of_session).defined["asset_growth"]
    short = read_definitions(read_yaml(SHORT, name="short"), vocabulary_of_session).defined["short"]
    return long, short


@given(
    ESTABLISHED,
    st.lists(st.none() | st.integers(-2, 3).map(lambda n: n * 100), min_size=3, max_size=3),
)
def test_the_short_form_is_the_long_form_of_the_guide(forms, day, assets):
    facts = [Fact("net_assets", n, str(2023 + i)) for i, n in enumerate(assets) if n is not None]
    facts += [Fact("established_on", day)] if day else []

    long, short = (outcome(form, facts) for form in forms)

    assert short == long


def test_two_years_give_one_rate_and_four_the_mean_of_three(vocabulary):
    rule = "{growth: {of: sales_revenue, years: N}}"
    text = "\n".join(f"{name}: {rule.replace('N', n)}" for name, n in (("two", "2"), ("four", "4")))
    defined = read_definitions(read_yaml(text, name="g"), vocabulary).defined
    facts = [Fact("sales_revenue", n, str(2022 + i)) for i, n in enumerate((100, 150, 300, 330))]

    assert outcome(defined["two"], facts) == Fraction(1, 10)
    assert outcome(defined["four"], facts) == Fraction(16, 30)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("{of: sales_revenue, years: 1}", "年数"),
        ("{of: sales_revenue, years: 3, zero_base: 5人}", "比率"),
        ("{of: sale_revenue, years: 3}", "事实目录"),
        ("{of: established_on, years: 3}", "不分年度"),
        ("{of: major_accident, years: 3}", "是否"),
        ("{of: sales_revenue, years: 3, base: 0%}", "没有这个键"),
    ],
)
def test_a_wrong_growth_is_refused(vocabulary, rule, why):
    with pytest.raises(PackError) as refused:
        read_definitions(read_yaml(f"g: {{growth: {rule}}}", name="g.yaml"), vocabulary)

    assert why in refused.value.why.zh
