"""Expert scores for firms that applied as high-tech enterprises, inside the bands of the guide.

Bands: Guokefahuo [2016] No. 195, annexed scoring guide (IP 30, conversion 30, management 20,
growth 20 points).
"""

from __future__ import annotations

from random import Random
from typing import cast

from kechuang.demo.city.draws import WHOLE_BP, between, chance
from kechuang.demo.city.finance import YEARS, Book
from kechuang.demo.city.profiles import Profile
from kechuang.demo.city.statuses import Status

Band = tuple[int, int, int]
REVIEWED_BP = 350
LEADING_REVIEWED_BP = 3_000
# (at least, fewest points, most points); the last band of each has no points.
CONVERSION_BANDS: tuple[Band, ...] = ((5, 25, 30), (4, 19, 24), (3, 13, 18), (2, 7, 12), (1, 1, 6))
GROWTH_BANDS_BP: tuple[Band, ...] = (
    (3_500, 9, 10),
    (2_500, 7, 8),
    (1_500, 5, 6),
    (500, 3, 4),
    (1, 1, 2),
)
CLASS_TWO_BANDS: tuple[Band, ...] = ((5, 5, 6), (3, 3, 4), (1, 1, 2))
CLASS_ONE_BAND: tuple[Band, ...] = ((1, 7, 8),)


def review(rng: Random, profile: Profile, books: dict[int, Book], status: Status) -> Status:
    """The scores of one evaluation; {} for firms that did not apply or are too young."""
    applied_bp = LEADING_REVIEWED_BP if profile.edge == "leading" else REVIEWED_BP
    if len(books) < len(YEARS) or profile.is_trader or not chance(rng, applied_bp):
        return {}
    strength = 2 if profile.edge == "leading" else 0
    return {
        "hnte_expert_advancement": between(rng, 3 + strength, 8),
        "hnte_expert_support": between(rng, 3 + strength, 8),
        "hnte_expert_quantity": _quantity(rng, status),
        "hnte_expert_acquisition": between(
            rng, 1 + strength, 6 if status["ip_self_developed"] else 3
        ),
        "hnte_expert_bonus": between(rng, 1, 2) if status["led_standard"] else 0,
        "hnte_expert_conversion": _conversion(rng, books),
        "hnte_expert_rules": between(rng, 2 + strength, 6),
        "hnte_expert_body": between(rng, 2 + strength, 6),
        "hnte_expert_incentive": between(rng, 1, 4),
        "hnte_expert_talent": between(rng, 1, 4),
        "hnte_expert_asset_growth": _growth(rng, books, "net_assets"),
        "hnte_expert_sales_growth": _growth(rng, books, "sales_revenue"),
    }


def points_in(rng: Random, value: int, bands: tuple[Band, ...]) -> int:
    """Points of the first band that ``value`` reaches, 0 below all of them."""
    for least, fewest, most in bands:
        if value >= least:
            return between(rng, fewest, most)
    return 0


def growth_bp(first: int, second: int, third: int) -> int:
    """Mean of two yearly growth rates, rounded down."""
    doubled = second * WHOLE_BP // max(first, 1) + third * WHOLE_BP // max(second, 1)
    return doubled // 2 - WHOLE_BP


def _quantity(rng: Random, status: Status) -> int:
    class1, class2 = (cast(int, status[f"ip_class{number}_count"]) for number in (1, 2))
    return points_in(rng, class1, CLASS_ONE_BAND) or points_in(rng, class2, CLASS_TWO_BANDS)


def _conversion(rng: Random, books: dict[int, Book]) -> int:
    mean = sum(book["conversions"] for book in books.values()) // len(books)
    return points_in(rng, mean, CONVERSION_BANDS)


def _growth(rng: Random, books: dict[int, Book], name: str) -> int:
    return points_in(rng, growth_bp(*(books[year][name] for year in YEARS)), GROWTH_BANDS_BP)
