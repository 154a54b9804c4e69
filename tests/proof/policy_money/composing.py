"""Random measures: every form of an amount, with every limit and condition around it."""

from __future__ import annotations

from random import Random

from tests.proof.policy_money import drawing
from tests.proof.policy_money.measures import (
    COUNT,
    DAYS,
    Brackets,
    ByYear,
    Formula,
    Interest,
    Item,
    Measure,
    RoundTo,
    Steps,
)
from tests.proof.policy_money.trees import draw_guard, draw_money, draw_ratio, fact

UNITS = (1, 100, 1_000_000, 100_000_000, 10_000_000_000)


def draw_measure(random: Random) -> Measure:
    items = tuple(_draw_item(random) for _ in range(random.randint(1, 4)))
    weights = [random.randint(0, 5) for _ in range(random.randint(1, 3))]
    return Measure(
        items,
        _sometimes(random, 0.4),
        is_ceiling=random.random() < 0.2,
        is_highest=random.random() < 0.25,
        weights=(weights[0] + 1, *weights[1:]) if random.random() < 0.3 else (),
        budget_fen=_sometimes(random, 0.1),
    )


def _draw_item(random: Random) -> Item:
    rounding = _draw_rounding(random) if random.random() < 0.3 else None
    unit = rounding.unit_fen if rounding and random.random() < 0.5 else 0
    cap, floor = _draw_bounds(random, unit)
    paid = tuple(_draw_paid(random) for _ in range(random.randint(1, 2)))
    return Item(
        formula=_draw_near(random, unit) if unit else _draw_formula(random),
        cap_fen=cap,
        least_fen=_sometimes(random, 0.25) or 0,
        floor_fen=floor,
        rounding=rounding,
        when=draw_guard(random) if random.random() < 0.25 else None,
        less=paid if random.random() < 0.2 else (),
    )


def _draw_rounding(random: Random) -> RoundTo:
    return RoundTo(drawing.rounding(random), random.choice(UNITS))


def _draw_bounds(random: Random, unit: int) -> tuple[int | None, int]:
    """Cap and floor; beside a ``unit`` so near that rounding to it may lead past them."""
    if unit:
        cap = random.randrange(2 * unit)
        return cap, random.randint(0, cap)
    cap, floor = _sometimes(random, 0.4), _sometimes(random, 0.2)
    if cap is None or floor is None:
        return cap, floor or 0
    return max(cap, floor), min(cap, floor)


def _draw_near(random: Random, unit: int) -> Formula:
    return "*", fact(random, COUNT), ("fen", random.randrange(unit))


def _draw_paid(random: Random) -> tuple[object, ...]:
    """Small beside what is due, so that something is left of it."""
    paid = draw_money(random, 0)
    return random.choice((("/", paid, fact(random, COUNT)), ("*", paid, ("ratio", 500))))


def _draw_formula(random: Random) -> Formula:
    forms = (_draw_brackets, _draw_steps, _draw_by_year, _draw_interest)
    return random.choice(forms)(random) if random.random() < 0.6 else draw_money(random, 2)


def _draw_brackets(random: Random) -> Brackets:
    tops = tuple(sorted({drawing.fen(random) + 1 for _ in range(random.randint(0, 3))}))
    rates = tuple(drawing.rate_bp(random) for _ in range(len(tops) + 1))
    return Brackets(draw_money(random, 1), tops, rates)


def _draw_steps(random: Random) -> Steps:
    award, is_begun = drawing.fen(random), random.random() < 0.5
    if random.random() < 0.3:
        return Steps(fact(random, COUNT), random.randint(1, 3), award, is_begun)
    return Steps(draw_money(random, 1), drawing.fen(random) + 1, award, is_begun)


def _draw_by_year(random: Random) -> ByYear:
    rates = sorted((drawing.rate_bp(random) for _ in range(random.randint(1, 5))), reverse=True)
    return ByYear(draw_money(random, 1), tuple(rates), fact(random, COUNT))


def _draw_interest(random: Random) -> Interest:
    share = drawing.rate_bp(random) if random.random() < 0.5 else None
    rate, days = draw_ratio(random, 0), fact(random, DAYS)
    return Interest(draw_money(random, 0), rate, days, random.choice((360, 365)), share)


def _sometimes(random: Random, chance: float) -> int | None:
    return drawing.fen(random) if random.random() < chance else None
