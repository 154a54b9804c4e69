"""What counts as one place, and which places are not elsewhere for a submission (异地)."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines import panel
from kechuang.reviews.models import Submission
from kechuang.reviews.states import PlaceRule

CITY_DIGITS, PROVINCE_DIGITS = 4, 2
BOTH = "+"


def place_of(code: str, rule: str) -> str:
    """What counts as one place: the province where the rule asks for another one, else the city."""
    return code[: PROVINCE_DIGITS if rule == PlaceRule.OTHER_PROVINCE else CITY_DIGITS]


def home_of(one: Submission, rule: str) -> tuple[str, frozenset[str]]:
    """The submission's home as its pool calls it, and the places that are one home there."""
    places = frozenset(place_of(code, rule) for code in one.home_codes or [one.region_code])
    return BOTH.join(sorted(places)), places


def as_one_home(
    qualified: Iterable[panel.Qualified], home: str, places: frozenset[str]
) -> Iterable[panel.Qualified]:
    """Whoever comes from one of the ``places`` comes from ``home``."""
    for one in qualified:
        is_local = not one.region or one.region in places
        yield panel.Qualified(one.id, one.unit, home if is_local else one.region)
