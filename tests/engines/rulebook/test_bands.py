"""Bands hold every value exactly once, and refuse to be read otherwise."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.packfile import read_yaml
from kechuang.engines.rulebook import PackError
from kechuang.engines.rulebook.reading.bands import read_bands
from kechuang.engines.rulebook.terms.kinds import Kind


def bands(*whens: str, kind: Kind = Kind.RATIO):
    text = "\n".join(f'- {{when: "{when}", points: {n}}}' for n, when in enumerate(whens))
    return read_bands(read_yaml(text, name="bands.yaml"), kind)


STAFF = ("x < 10%", "10% <= x < 15%", "15% <= x < 30%", "x >= 30%")


@given(
    st.fractions(min_value=-1, max_value=2) | st.sampled_from([Fraction(n, 20) for n in range(9)])
)
def test_every_value_lies_in_exactly_one_band(value):
    assert sum(value in band for band in bands(*STAFF)) == 1


def test_stated_bounds_are_inclusive():
    points = [band.points.low for band in bands(*STAFF) if Fraction(3, 10) in band]

    assert points == [3]


@pytest.mark.parametrize(
    ("whens", "word"),
    [
        (("x < 10%", "x > 10%"), "空档"),
        (("x <= 10%", "x >= 10%"), "重叠"),
        (("x < 10%", "15% <= x"), "空档"),
        (("x < 20%", "15% <= x"), "重叠"),
        (("x >= 15%",), "没有覆盖"),
        (("x < 15%",), "没有覆盖"),
        (("x < 15人", "x >= 15人"), "比率"),
        (("大约10%",), "读不懂"),
    ],
)
def test_gaps_overlaps_and_wrong_units_are_refused(whens, word):
    with pytest.raises(PackError) as refused:
        bands(*whens)

    assert word in refused.value.why.zh
