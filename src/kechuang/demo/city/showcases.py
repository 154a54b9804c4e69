"""The firms whose users log in: much is met, one condition is nearly met, something is sought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kechuang.demo.city.enterprises import Firm
from kechuang.demo.city.shapes import CityDemand, FactValue, StatedFact

STRENGTHS = ("core_ip_owned", "hightech_field", "audited_taxation", "ip_class1_count")
DEALINGS = ("loan_repaid", "tech_sale_paid", "tech_purchase_paid", "voucher_contract")
SHORT_OF_ONE_CONDITION = ("research_just_short", "hightech_income_just_short")

Known = Mapping[tuple[str, str], FactValue]


def choose_showcases(
    firms: tuple[Firm, ...], facts: Iterable[StatedFact], demands: Iterable[CityDemand]
) -> tuple[Firm, Firm]:
    """The best two firms of different sectors; among equals the first founded."""
    known = {
        (fact.credit_code, fact.name): fact.value
        for fact in facts
        if fact.name in STRENGTHS + DEALINGS
    }
    sought = Counter(demand.enterprise for demand in demands)
    ranked = sorted(firms, key=lambda firm: _merits(firm, known, sought), reverse=True)
    best = ranked[0]
    second = next(firm for firm in ranked if firm.profile.sector != best.profile.sector)
    return best, second


def _merits(firm: Firm, known: Known, sought: Counter[str]) -> tuple[int, ...]:
    """What counts most comes first."""
    code = firm.enterprise.credit_code
    has = {name: bool(known.get((code, name))) for name in STRENGTHS + DEALINGS}
    return (
        min(sought[code], 2),
        firm.profile.edge in SHORT_OF_ONE_CONDITION,
        firm.profile.openness.is_complete,
        sum(has[name] for name in STRENGTHS),
        sum(has[name] for name in DEALINGS),
    )
