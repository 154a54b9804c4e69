"""What holds as of a day: registration, lists, rights and certificates; and yearly incidents."""

from __future__ import annotations

from datetime import date
from random import Random

from kechuang.demo.city.draws import between, chance, choose_weighted
from kechuang.demo.city.enterprises import Firm
from kechuang.demo.city.finance import Book
from kechuang.demo.city.profiles import Profile
from kechuang.demo.city.shapes import Enterprise, FactValue

Status = dict[str, FactValue]
INCIDENT_YEARS = (2025, 2026)
# How many firms in ten thousand have each blemish.
INCIDENTS_BP = {"major_accident": 40, "environment_offence": 60, "research_dishonesty": 25}
LISTINGS_BP = {
    "restricted_business": 120,
    "abnormal_listing": 170,
    "serious_violation_listing": 40,
    "dishonest_debtor": 60,
}
HONOURS_BP = {"national_award_top3": 60, "provincial_rd_body": 320, "led_standard": 250}
LEADING_HONOURS_BP = {"national_award_top3": 300, "provincial_rd_body": 2_000, "led_standard": 900}
SME_YEARS = ((2026, 70), (2025, 20), (2024, 10))
# A year of waiting and three of validity; certificates of November 2025 end in 2028.
YEARS_TO_FIRST_END, LAST_END = 4, 2028
MACHINE_TOOL_INDUSTRIES = ("3421", "3425", "3973", "6520")


def registration(enterprise: Enterprise, *, is_branch: bool) -> Status:
    return {
        "mainland_resident": not is_branch,
        "established_on": enterprise.established_on,
        "region_code": enterprise.district,
        "industry_code": enterprise.industry_code,
    }


def standing(rng: Random, firm: Firm, latest: Book | None) -> Status:
    """The firm's listings, rights, honours and certificates; ``latest`` is its newest book."""
    profile = firm.profile
    status: Status = {name: chance(rng, bp) for name, bp in LISTINGS_BP.items()}
    status |= _rights(rng, profile)
    honours = LEADING_HONOURS_BP if profile.edge == "leading" else HONOURS_BP
    status |= {name: chance(rng, bp) for name, bp in honours.items()}
    status["relations_read"] = True
    status["audited_taxation"] = chance(rng, 9_200)
    status["special_rd_class"] = profile.industry_code in MACHINE_TOOL_INDUSTRIES and chance(
        rng, 4_000
    )
    return status | _certificates(rng, profile, latest)


def incidents(rng: Random) -> Status:
    return {name: chance(rng, bp) for name, bp in INCIDENTS_BP.items()}


def _rights(rng: Random, profile: Profile) -> Status:
    class1, class2 = _right_counts(rng, profile)
    has_rights = class1 + class2 > 0
    return {
        "ip_class1_count": class1,
        "ip_class2_count": class2,
        "ip_self_developed": has_rights and chance(rng, 8_800),
        "core_ip_owned": has_rights and chance(rng, 9_300),
        "hightech_field": not profile.is_trader and chance(rng, 8_300),
    }


def _right_counts(rng: Random, profile: Profile) -> tuple[int, int]:
    if profile.is_trader:
        return 0, between(rng, 0, 1)
    if profile.edge == "three_class_two_rights":
        return 0, 3
    if profile.edge == "leading":
        return between(rng, 1, 14), between(rng, 4, 40)
    return (between(rng, 1, 4) if chance(rng, 4_200) else 0), between(rng, 0, 12)


def _certificates(rng: Random, profile: Profile, latest: Book | None) -> Status:
    """Certificates last three years (high-tech) or to the year's end (technology SME)."""
    certificates: Status = {"hnte_holder": False, "tech_sme_listed": False}
    if latest is None or profile.is_trader:
        return certificates
    is_leading = profile.edge == "leading"
    first_end = max(profile.established_on.year + YEARS_TO_FIRST_END, 2024 if is_leading else 2020)
    if first_end <= LAST_END and chance(rng, 8_500 if is_leading else 4_200):
        year = between(rng, first_end, LAST_END)
        certificates["hnte_holder"] = True
        certificates["hnte_valid_until"] = date(year, 11, between(rng, 1, 28))
    if latest["employees"] <= 500 and chance(rng, 5_200):
        year = max(choose_weighted(rng, SME_YEARS), profile.established_on.year + 1)
        certificates["tech_sme_listed"] = True
        certificates["tech_sme_valid_until"] = date(year, 12, 31)
    return certificates
