"""Loans, service vouchers and technology contracts of 2025; of most firms it is known that none."""

from __future__ import annotations

from random import Random

from kechuang.demo.city.draws import between, chance, choose, part_of, within
from kechuang.demo.city.finance import FEN_PER_WAN, Book
from kechuang.demo.city.shapes import FactValue

Dealing = dict[str, FactValue]
DEALING_YEAR = 2025
# One-year loan prime rate before and after 20 May 2025.
LPR_BP = (310, 300)
WITH_LOAN_BP = 2_800
# Registers of loans and contracts were searched for most firms; nobody registers vouchers not used.
SEARCHED_BP = 8_500
NO_VOUCHER_STATED_BP = 4_000
WITH_VOUCHER_BP = 2_400
WITH_PURCHASE_BP = 1_800
WITH_SALE_BP = 1_600
PURCHASE_THRESHOLD_FEN = 20 * FEN_PER_WAN
_BORROWING_FEES = {
    "loan_guarantee_fee": (4_500, 60, 180),
    "loan_insurance_premium": (1_500, 40, 160),
    "loan_rating_fee": (2_000, 5, 25),
    "loan_valuation_fee": (1_200, 10, 70),
}


def deal(rng: Random, latest: Book) -> Dealing:
    return _loan(rng, latest) | _voucher(rng, latest) | _contracts(rng, latest)


def _loan(rng: Random, latest: Book) -> Dealing:
    if not chance(rng, WITH_LOAN_BP):
        return _none_of(rng, "loan_principal", SEARCHED_BP)
    most = within(part_of(latest["revenue"], 2_500) // FEN_PER_WAN, 20, 1_000)
    principal = between(rng, 10, most) * FEN_PER_WAN
    loan: Dealing = {
        "loan_principal": principal,
        "loan_days": choose(rng, (180, 270, 360, 365, 365, 365)),
        "loan_lpr": choose(rng, LPR_BP),
        "loan_repaid": chance(rng, 9_100),
    }
    for name, (bp, low, high) in _BORROWING_FEES.items():
        loan[name] = part_of(principal, between(rng, low, high)) if chance(rng, bp) else 0
    loan["loan_valuation_items"] = between(rng, 1, 4) if loan["loan_valuation_fee"] else 0
    return loan


def _voucher(rng: Random, latest: Book) -> Dealing:
    if not chance(rng, WITH_VOUCHER_BP):
        return _none_of(rng, "voucher_contract", NO_VOUCHER_STATED_BP)
    most = within(part_of(latest["revenue"], 300) // FEN_PER_WAN, 3, 130)
    return {
        "voucher_contract": between(rng, 1, most) * FEN_PER_WAN,
        "voucher_mandatory_test": chance(rng, 1_200),
        "voucher_affiliated": chance(rng, 700),
    }


def _contracts(rng: Random, latest: Book) -> Dealing:
    bought = _none_of(rng, "tech_purchase_paid", SEARCHED_BP)
    sold = _none_of(rng, "tech_sale_paid", SEARCHED_BP)
    if chance(rng, WITH_PURCHASE_BP):
        bought = {"tech_purchase_paid": _purchase(rng, latest)}
    if chance(rng, WITH_SALE_BP):
        sold = {"tech_sale_paid": part_of(latest["revenue"], between(rng, 50, 2_500))}
    return bought | sold


def _none_of(rng: Random, name: str, searched_bp: int) -> Dealing:
    """Whoever was asked says none; otherwise nobody looked and it stays unknown."""
    return {name: 0} if chance(rng, searched_bp) else {}


def _purchase(rng: Random, latest: Book) -> int:
    """Technology bought; some firms stand exactly at the threshold or a little below."""
    if chance(rng, 2_000):
        return PURCHASE_THRESHOLD_FEN - choose(rng, (0, 100_000, 400_000))
    return between(rng, 3, within(latest["revenue"] // 50 // FEN_PER_WAN, 5, 400)) * FEN_PER_WAN
