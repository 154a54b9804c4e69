"""What innovation points ask of a firm beside its books: rights applied for, people, platforms."""

from __future__ import annotations

from random import Random
from typing import cast

from kechuang.demo.city.dealings import Dealing
from kechuang.demo.city.draws import WHOLE_BP, between, chance, part_of, within
from kechuang.demo.city.finance import FEN_PER_WAN, Book
from kechuang.demo.city.profiles import Profile
from kechuang.demo.city.shapes import FactValue
from kechuang.demo.city.statuses import Status

Indicators = dict[str, FactValue]
ENTERPRISE_TAX_BP, HIGH_TECH_TAX_BP = 2_500, 1_500
# Chances in ten thousand of ordinary and of leading firms, and the most that one of them has
INVENTIONS, PATENTS_ABROAD = ((4_000, 5), (9_000, 14)), ((300, 1), (2_500, 3))
PLATFORMS, AWARDS, PROJECTS = (
    ((300, 1), (3_000, 2)),
    ((80, 1), (700, 1)),
    ((900, 2), (4_200, 4)),
)
RAISED_WAN = ((300, 1_500), (1_400, 8_000))
LEAST_ROUND_WAN = 50
Odds = tuple[tuple[int, int], tuple[int, int]]


def lasting_indicators(rng: Random, profile: Profile, status: Status) -> Indicators:
    """Counts of the last two years; what a status says of the firm is counted too."""
    known = {
        "provincial_platforms": "provincial_rd_body",
        "provincial_awards": "national_award_top3",
    }
    counts = {
        "provincial_platforms": _some(rng, profile, PLATFORMS),
        "provincial_awards": _some(rng, profile, AWARDS),
        "provincial_projects": _some(rng, profile, PROJECTS),
    }
    return {
        name: max(count, int(status.get(known.get(name, ""), 0) is True))
        for name, count in counts.items()
    }


def yearly_indicators(
    rng: Random, profile: Profile, latest: Book, dealing: Dealing, status: Status
) -> Indicators:
    """The newest year; the technology contracts only where the register was searched."""
    inventions = _some(rng, profile, INVENTIONS)
    earned = latest["revenue"] - latest["cost_expense"]
    tax_bp = HIGH_TECH_TAX_BP if status["hnte_holder"] else ENTERPRISE_TAX_BP
    told: Indicators = {
        "invention_applications": inventions,
        "pct_applications": min(inventions, _some(rng, profile, PATENTS_ABROAD)),
        "graduate_staff": part_of(latest["st_staff"], between(rng, 300, 4_500)),
        "graduates_hired": between(rng, 0, within(latest["employees"] // 15, 1, 60)),
        "deduction_relief": part_of(latest["rd_core_cost"], tax_bp),
        "net_profit": earned if earned < 0 else part_of(earned, WHOLE_BP - tax_bp),
        "equity_raised": _raised(rng, profile),
    }
    if "tech_sale_paid" in dealing:
        paid = cast(int, dealing["tech_sale_paid"])
        told["contract_amount"] = part_of(paid, between(rng, WHOLE_BP, 14_000))
    return told


def _some(rng: Random, profile: Profile, odds: Odds) -> int:
    """None of most firms, up to the most of the others; traders have none."""
    bp, most = odds[profile.edge == "leading"]
    return between(rng, 1, most) if chance(rng, bp) and not profile.is_trader else 0


def _raised(rng: Random, profile: Profile) -> int:
    bp, most = RAISED_WAN[profile.edge == "leading"]
    return between(rng, LEAST_ROUND_WAN, most) * FEN_PER_WAN if chance(rng, bp) else 0
