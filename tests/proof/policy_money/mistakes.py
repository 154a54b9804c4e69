"""Plausible wrong versions of what the engines do; each keeps the refusals of the right one."""

from __future__ import annotations

from dataclasses import replace

from kechuang.engines.rulebook.rules.amounts import AmountRule
from kechuang.engines.tally import (
    UNLIMITED,
    Ration,
    by_year,
    ceiling,
    first_come,
    floor,
    in_capital_figures,
    interest,
    settle,
    slices,
    split,
    spread,
    top_up,
)

CAPPED = AmountRule._capped


def half_even(numerator, denominator):
    below = floor(numerator, denominator)
    double_rest = 2 * (numerator - below * denominator)
    is_up = double_rest > denominator or (double_rest == denominator and below % 2 == 1)
    return below + is_up


def half_down(numerator, denominator):
    return ceiling(2 * numerator - denominator, 2 * denominator)


def without_cap(numerator, denominator, limits=UNLIMITED, *, rounding):
    return settle(numerator, denominator, replace(limits, cap_fen=None), rounding=rounding)


def without_floor(numerator, denominator, limits=UNLIMITED, *, rounding):
    return settle(numerator, denominator, replace(limits, floor_fen=0), rounding=rounding)


def without_least(numerator, denominator, limits=UNLIMITED, *, rounding):
    return settle(numerator, denominator, replace(limits, least_fen=0), rounding=rounding)


def rounded_before_limits(numerator, denominator, limits=UNLIMITED, *, rounding):
    return settle(rounding(numerator, denominator), 1, limits, rounding=rounding)


def later_first(remainders):
    return sorted(range(len(remainders)), key=lambda at: (-remainders[at], -at))


def in_position(remainders):
    return list(range(len(remainders)))


def nobody(remainders):
    return []


def by_original_columns(rows, columns):
    spread(rows, columns)
    return tuple(split(row, columns) if row else (0,) * len(columns) for row in rows)


def made_to_fit(total_fen, shares_bp):
    return split(total_fen, shares_bp)


def overtaken(budget_fen, requests, *, is_last_in_part=False):
    rations, left = [], budget_fen
    for ration in first_come(budget_fen, requests):
        granted = ration.asked_fen if ration.asked_fen <= left else 0
        rations.append(Ration(ration.reference, ration.asked_fen, granted))
        left -= granted
    return tuple(rations)


def cut_down(total_fen, weights):
    return tuple(total_fen * weight // sum(weights) for weight in weights)


def whole_amount(base, tops):
    parts = slices(base, tops)
    reached = max((at for at, part in enumerate(parts) if part), default=0)
    return tuple(sum(parts) if at == reached else 0 for at in range(len(parts)))


def begun(numerator, denominator):
    return ceiling(numerator, denominator)


def one_year_late(base_fen, rates_bp, *, year, **terms):
    by_year(base_fen, rates_bp, year=year, **terms)
    return by_year(base_fen, rates_bp, year=year + 1, **terms)


def on_365_days(*amounts, days_in_year, **terms):
    interest(*amounts, days_in_year=days_in_year, **terms)
    return interest(*amounts, days_in_year=365, **terms)


def paid_twice(entitled_fen, paid_fen):
    top_up(entitled_fen, paid_fen)
    return entitled_fen


def uncapped(rule, lines):
    return CAPPED(replace(rule, cap_fen=None), lines)


def without_zero(fen):
    return in_capital_figures(fen).replace("元零", "元")
