"""Books of the fiscal years: consistent with each other and between years."""

from __future__ import annotations

from random import Random

from kechuang.demo.city.draws import (
    WHOLE_BP,
    between,
    chance,
    lognormal,
    normal_bp,
    part_of,
    within,
)
from kechuang.demo.city.profiles import Profile

Book = dict[str, int]
YEARS = (2023, 2024, 2025)
MOST_STAFF_BP = 9_500
FEN_PER_WAN = 1_000_000
# Latest sales up to (fen) and the research share that Guokefahuo [2016] No. 32 article 11(5) asks
RESEARCH_TIERS = ((5_000 * FEN_PER_WAN, 500), (20_000 * FEN_PER_WAN, 400))
HIGHEST_TIER_BP = 300


def keep_books(rng: Random, profile: Profile) -> dict[int, Book]:
    """One book per fiscal year in which the firm existed; money in fen."""
    latest_revenue = profile.revenue_fen
    research_bp = _research_share(rng, profile)
    asset_bp = within(lognormal(rng, median=10_500, deviation_bp=4_000), 3_000, 40_000)
    equity_bp = within(normal_bp(rng, mean=4_800, deviation=1_800), 500, 9_300)
    books: dict[int, Book] = {}
    for year, revenue in zip(YEARS, _path(latest_revenue, profile.growth_bp), strict=True):
        drift = (year - YEARS[-1]) * between(rng, -250, 500)
        book = _sales(rng, profile, revenue)
        book |= _people(profile, revenue)
        book |= _balance(revenue, asset_bp, within(equity_bp + drift, 200, 9_500))
        book |= _research(rng, part_of(revenue, _yearly(rng, profile, research_bp)))
        book["cost_expense"] = _costs(rng, book)
        book["conversions"] = _conversions(rng, profile)
        books[year] = book
    return {year: book for year, book in books.items() if year >= profile.established_on.year}


def research_tier_bp(latest_sales_fen: int) -> int:
    """The least research share of three years' sales for a high-tech enterprise."""
    return next((bp for most, bp in RESEARCH_TIERS if latest_sales_fen <= most), HIGHEST_TIER_BP)


def _research_share(rng: Random, profile: Profile) -> int:
    if profile.edge == "research_just_short":
        return research_tier_bp(profile.revenue_fen) - between(rng, 4, 18)
    return profile.research_bp


def _yearly(rng: Random, profile: Profile, research_bp: int) -> int:
    """The year's research share: steady for firms that stand near a threshold."""
    return (
        research_bp
        if profile.is_near_an_edge
        else part_of(research_bp, between(rng, 8_800, 11_200))
    )


def _path(latest: int, growth_bp: tuple[int, int]) -> tuple[int, int, int]:
    """Three years of revenue that end at ``latest`` after two growth rates."""
    second = latest * WHOLE_BP // (WHOLE_BP + growth_bp[1])
    return second * WHOLE_BP // (WHOLE_BP + growth_bp[0]), second, latest


def _sales(rng: Random, profile: Profile, revenue: int) -> Book:
    investment = part_of(revenue, between(rng, 5, 260)) if chance(rng, 1_800) else 0
    total = revenue + investment + part_of(revenue, between(rng, 0, 150))
    return {
        "revenue": revenue,
        "sales_revenue": revenue,
        "investment_income": investment,
        "total_income": total,
        "hightech_income": min(revenue, part_of(total, profile.hightech_bp)),
        "negative_industry_income": _trading_income(rng, profile, revenue, total - investment),
    }


def _trading_income(rng: Random, profile: Profile, revenue: int, base: int) -> int:
    """Income of excluded industries; some traders stand exactly at half, which is still allowed."""
    if not profile.is_trader:
        return part_of(revenue, between(rng, 100, 1_500)) if chance(rng, 600) else 0
    return base // 2 if chance(rng, 1_500) else part_of(revenue, between(rng, 4_200, 9_600))


def _people(profile: Profile, revenue: int) -> Book:
    """Staff follow half of the change of revenue."""
    change = (
        profile.employees * (revenue - profile.revenue_fen) // (2 * max(profile.revenue_fen, 1))
    )
    employees = max(2, profile.employees + change)
    if profile.edge == "staff_just_short":
        return {"employees": employees, "st_staff": (employees - 1) // 10}
    staff = -(-employees * min(profile.staff_bp, MOST_STAFF_BP) // WHOLE_BP)
    return {"employees": employees, "st_staff": staff}


def _balance(revenue: int, asset_bp: int, equity_bp: int) -> Book:
    total_assets = part_of(revenue, asset_bp)
    return {"total_assets": total_assets, "net_assets": part_of(total_assets, equity_bp)}


def _research(rng: Random, expense: int) -> Book:
    """Research expenses and their classes, which never add up to more than the whole."""
    domestic = part_of(expense, between(rng, 200, 1_800)) if chance(rng, 3_500) else 0
    overseas = part_of(expense, between(rng, 100, 4_600)) if chance(rng, 600) else 0
    other = part_of(expense, between(rng, 150, 1_300))
    core = part_of(expense - domestic - overseas - other, between(rng, 7_800, 9_900))
    return {
        "rd_expense": expense,
        "rd_expense_domestic": expense - overseas,
        "rd_core_cost": core,
        "rd_other_cost": other,
        "rd_outsourced_domestic": domestic,
        "rd_outsourced_overseas": overseas,
    }


def _costs(rng: Random, book: Book) -> int:
    return max(part_of(book["revenue"], between(rng, 7_900, 10_300)), book["rd_expense"])


def _conversions(rng: Random, profile: Profile) -> int:
    most = {"ordinary": 4, "leading": 9}.get(profile.edge, 6)
    least = {"ordinary": 0, "leading": 4}.get(profile.edge, 3)
    return 0 if profile.is_trader else between(rng, least, most)
