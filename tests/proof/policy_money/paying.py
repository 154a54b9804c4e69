"""Cases of the tally that pay by terms: rates, brackets, steps, years, interest, 补差, 大写."""

from __future__ import annotations

from random import Random

from kechuang.engines import tally
from tests.proof.policy_money import drawing
from tests.proof.policy_money.drawing import WHOLE_BP
from tests.proof.policy_money.kinds import Inputs, Kind
from tests.proof.policy_money.second import paying as second
from tests.proof.policy_money.second.capitals import written

Bounds = tuple[int, int, int | None]


def draw_rate(random: Random) -> Inputs:
    base, rate = drawing.any_fen(random), drawing.rate_bp(random)
    if random.random() < 0.2:
        base, rate = drawing.halves(random)
    return base, rate, drawing.limits(random, base * rate // WHOLE_BP), drawing.rounding(random)


def draw_brackets(random: Random) -> Inputs:
    base, tops = drawing.any_fen(random), drawing.tops(random)
    rates = tuple(drawing.rate_bp(random) for _ in range(len(tops) + 1))
    return base, tops, rates, drawing.limits(random, base // 10), drawing.rounding(random)


def draw_steps(random: Random) -> Inputs:
    base, step = drawing.any_fen(random), drawing.fen(random)
    award = step // random.choice((3, 10, 100))
    return base, step, award, drawing.limits(random, base // 10)


def draw_year(random: Random) -> Inputs:
    rates = sorted((drawing.rate_bp(random) for _ in range(random.randint(0, 5))), reverse=True)
    if random.random() < 0.02:
        rates.reverse()
    base = drawing.any_fen(random)
    bounds = drawing.limits(random, base // 2)
    return base, tuple(rates), random.randint(0, 6), bounds, drawing.rounding(random)


def draw_loan(random: Random) -> Inputs:
    principal, rate, days = drawing.fen(random), drawing.rate_bp(random), random.randint(0, 1_100)
    in_year, share = random.choice((360, 360, 365, 365, 366)), drawing.rate_bp(random)
    bounds = drawing.limits(random, principal * rate * days * share // (360 * WHOLE_BP**2))
    return principal, rate, days, in_year, share, bounds, drawing.rounding(random)


def draw_payments(random: Random) -> Inputs:
    paid = tuple(drawing.fen(random) for _ in range(random.randint(0, 4)))
    return drawing.about(random, sum(paid)), paid


def at_rate(base: int, rate: int, bounds: Bounds, rounding: str) -> tuple[int, str]:
    return tally.at_rate(base, rate, _limits(bounds), rounding=getattr(tally, rounding))


def in_brackets(
    base: int, tops: tuple[int, ...], rates: tuple[int, ...], bounds: Bounds, rounding: str
) -> tuple[int, str]:
    rule = getattr(tally, rounding)
    return tally.in_brackets(base, tops, rates, _limits(bounds), rounding=rule)


def per_full_step(base: int, step: int, award: int, bounds: Bounds) -> tuple[int, str]:
    return tally.per_full_step(base, step_fen=step, award_fen=award, limits=_limits(bounds))


def by_year(
    base: int, rates: tuple[int, ...], year: int, bounds: Bounds, rounding: str
) -> tuple[int, str]:
    rule = getattr(tally, rounding)
    return tally.by_year(base, rates, year=year, limits=_limits(bounds), rounding=rule)


def interest(
    principal: int, rate: int, days: int, in_year: int, share: int, bounds: Bounds, rounding: str
) -> tuple[int, str]:
    return tally.interest(
        principal,
        rate,
        days,
        days_in_year=in_year,
        share_bp=share,
        limits=_limits(bounds),
        rounding=getattr(tally, rounding),
    )


def _limits(bounds: Bounds) -> tally.Limits:
    least, floor, cap = bounds
    return tally.Limits(least_fen=least, floor_fen=floor, cap_fen=cap)


KINDS = (
    Kind("rate", draw_rate, at_rate, second.at_rate),
    Kind("brackets", draw_brackets, in_brackets, second.in_brackets),
    Kind("full steps", draw_steps, per_full_step, second.per_full_step),
    Kind("by year", draw_year, by_year, second.by_year),
    Kind("interest", draw_loan, interest, second.interest),
    Kind("top up", draw_payments, lambda *inputs: tally.top_up(*inputs), second.still_due),
    Kind(
        "capitals",
        lambda random: (drawing.with_zeros(random),),
        lambda *inputs: tally.in_capital_figures(*inputs),
        written,
    ),
)
