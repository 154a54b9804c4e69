"""What kind of firm stands behind the figures: its size, pace and distance to the thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from kechuang.demo.city.districts import DISTRICT_WEIGHTS
from kechuang.demo.city.draws import (
    WHOLE_BP,
    between,
    chance,
    choose,
    choose_weighted,
    lognormal,
    normal_bp,
    within,
)
from kechuang.demo.city.openness import Openness, draw_openness
from kechuang.demo.city.sectors import SECTORS, TRADING_INDUSTRIES
from kechuang.demo.city.shapes import FIELDS

Edge = Literal[
    "ordinary",
    "leading",
    "research_just_short",
    "staff_just_short",
    "three_class_two_rights",
    "hightech_income_just_short",
]
EDGE_WEIGHTS: tuple[tuple[Edge, int], ...] = (
    ("ordinary", 66),
    ("leading", 18),
    ("research_just_short", 5),
    ("staff_just_short", 4),
    ("three_class_two_rights", 4),
    ("hightech_income_just_short", 3),
)
REVENUE_PER_HEAD_FEN = 72_000_000
FIRST_DAY = date(1996, 3, 1)
LAST_DAY = date(2026, 6, 30)
# (most employees, size): the staff criterion of the statistical size classes
SIZES = ((19, "micro"), (299, "small"), (999, "medium"))


@dataclass(frozen=True, slots=True)
class Profile:
    """The hidden causes of one firm's figures; shares in basis points, money in fen."""

    sector: str
    industry_code: str
    district: str
    established_on: date
    edge: Edge
    employees: int
    revenue_fen: int
    growth_bp: tuple[int, int]
    research_bp: int
    staff_bp: int
    hightech_bp: int
    is_trader: bool
    openness: Openness

    @property
    def is_near_an_edge(self) -> bool:
        return self.edge not in ("ordinary", "leading")

    @property
    def size(self) -> str:
        return next((size for most, size in SIZES if self.employees <= most), "large")


def draw_profile(rng: Random) -> Profile:
    sector = choose(rng, FIELDS)
    edge = choose_weighted(rng, EDGE_WEIGHTS)
    is_trader = edge == "ordinary" and chance(rng, 500)
    employees = _draw_employees(rng, edge)
    return Profile(
        sector=sector,
        industry_code=choose(rng, TRADING_INDUSTRIES if is_trader else SECTORS[sector].industries),
        district=choose_weighted(rng, DISTRICT_WEIGHTS),
        established_on=_draw_founding(rng, edge),
        edge=edge,
        employees=employees,
        revenue_fen=employees * lognormal(rng, median=REVENUE_PER_HEAD_FEN, deviation_bp=5500),
        growth_bp=(_draw_growth(rng, edge), _draw_growth(rng, edge)),
        research_bp=_draw_research(rng, sector, edge, is_trader=is_trader),
        staff_bp=_draw_staff(rng, sector, edge, is_trader=is_trader),
        hightech_bp=_draw_hightech(rng, edge, is_trader=is_trader),
        is_trader=is_trader,
        openness=draw_openness(rng),
    )


def _draw_employees(rng: Random, edge: Edge) -> int:
    least = 42 if edge == "staff_just_short" else 3
    return within(lognormal(rng, median=50, deviation_bp=13_000), least, 6_000)


def _draw_founding(rng: Random, edge: Edge) -> date:
    """Most firms are young; one in fifty is not a year old."""
    if edge == "ordinary" and chance(rng, 300):
        return LAST_DAY - timedelta(days=between(rng, 0, 330))
    age = lognormal(rng, median=3_100, deviation_bp=6_500)
    oldest = (LAST_DAY - FIRST_DAY).days
    return LAST_DAY - timedelta(days=within(age, 400 if edge == "ordinary" else 1_300, oldest))


def _draw_growth(rng: Random, edge: Edge) -> int:
    mean = 2_400 if edge == "leading" else 900
    return within(normal_bp(rng, mean=mean, deviation=1_700), -4_500, 9_000)


def _draw_research(rng: Random, sector: str, edge: Edge, *, is_trader: bool) -> int:
    median = 60 if is_trader else SECTORS[sector].research_bp
    drawn = within(lognormal(rng, median=median, deviation_bp=5_000), 0, 4_500)
    return drawn if edge == "ordinary" else max(drawn, 520 + between(rng, 0, 400))


def _draw_staff(rng: Random, sector: str, edge: Edge, *, is_trader: bool) -> int:
    median = 300 if is_trader else SECTORS[sector].staff_bp
    drawn = within(lognormal(rng, median=median, deviation_bp=4_500), 0, 8_500)
    return drawn if edge == "ordinary" else max(drawn, 1_080 + between(rng, 0, 1_200))


def _draw_hightech(rng: Random, edge: Edge, *, is_trader: bool) -> int:
    if edge == "hightech_income_just_short":
        return between(rng, 5_720, 5_990)
    if edge == "ordinary":
        mean = 800 if is_trader else 5_900
        return within(normal_bp(rng, mean=mean, deviation=2_300), 0, WHOLE_BP - 200)
    return between(rng, 6_250, 9_700)
