"""Expert scores stay inside the bands of the scoring guide."""

from __future__ import annotations

from random import Random

import pytest

from kechuang.demo.city import City
from kechuang.demo.city.reviews import (
    CLASS_TWO_BANDS,
    CONVERSION_BANDS,
    GROWTH_BANDS_BP,
    growth_bp,
    points_in,
)

MOST_POINTS = {
    "hnte_expert_advancement": 8,
    "hnte_expert_support": 8,
    "hnte_expert_quantity": 8,
    "hnte_expert_acquisition": 6,
    "hnte_expert_bonus": 2,
    "hnte_expert_conversion": 30,
    "hnte_expert_rules": 6,
    "hnte_expert_body": 6,
    "hnte_expert_incentive": 4,
    "hnte_expert_talent": 4,
    "hnte_expert_asset_growth": 10,
    "hnte_expert_sales_growth": 10,
}


@pytest.mark.parametrize(
    ("value", "bands", "points"),
    [
        (5, CONVERSION_BANDS, range(25, 31)),
        (4, CONVERSION_BANDS, range(19, 25)),
        (0, CONVERSION_BANDS, range(1)),
        (3_500, GROWTH_BANDS_BP, range(9, 11)),
        (3_499, GROWTH_BANDS_BP, range(7, 9)),
        (0, GROWTH_BANDS_BP, range(1)),
        (3, CLASS_TWO_BANDS, range(3, 5)),
    ],
)
def test_points_come_from_the_band_that_is_reached(
    value: int, bands: tuple[tuple[int, int, int], ...], points: range
) -> None:
    drawn = {points_in(Random(seed), value, bands) for seed in range(80)}

    assert drawn == set(points)


def test_growth_is_the_mean_of_two_years() -> None:
    assert growth_bp(100, 150, 180) == 3_500


def test_no_expert_gives_more_points_than_the_guide_has(city: City) -> None:
    scores = [fact for fact in city.facts if fact.name.startswith("hnte_expert_")]

    assert {fact.name for fact in scores} == set(MOST_POINTS)
    assert all(0 <= int(fact.value) <= MOST_POINTS[fact.name] for fact in scores)
