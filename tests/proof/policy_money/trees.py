"""Random trees of money over the facts of a firm."""

from __future__ import annotations

from random import Random

from tests.proof.policy_money import drawing
from tests.proof.policy_money.measures import COUNT, DAYS, MONEY, RATIO, YEARS, Guard, Sheet, Tree

NAMES = (*MONEY, RATIO, DAYS, COUNT)
SIGNS = (">=", ">", "<=", "<")


def draw_sheet(random: Random) -> Sheet:
    """One fact in twelve is not known."""
    every = [(name, year, _draw_value(random, name)) for name in NAMES for year in YEARS]
    return tuple(fact for fact in every if random.random() > 1 / 12)


def draw_money(random: Random, depth: int) -> Tree:
    if not depth:
        return _draw_leaf(random)
    one, other = draw_money(random, depth - 1), draw_money(random, depth - 1)
    return random.choice(
        (
            ("*", one, draw_ratio(random, depth - 1)),
            ("*", fact(random, COUNT), one),
            ("*", one, ("/", fact(random, DAYS), ("days", random.choice((360, 365))))),
            ("/", one, fact(random, COUNT)),
            ("+", one, other),
            ("-", one, other),
            ("min", one, other),
            ("max", one, other),
        )
    )


def draw_ratio(random: Random, depth: int) -> Tree:
    written = ("ratio", drawing.rate_bp(random))
    if not depth:
        return random.choice((written, written, fact(random, RATIO)))
    quotient = ("/", draw_money(random, 0), draw_money(random, 0))
    return random.choice((written, ("*", written, fact(random, RATIO)), quotient))


def draw_guard(random: Random) -> Guard:
    """Of one comparison or two, each about facts of its own."""
    one, other = random.sample(MONEY, 2)
    if random.random() < 0.6:
        return _draw_comparison(random, one)
    parts = (_draw_comparison(random, one), _draw_comparison(random, other))
    return Guard(random.choice(("all", "any", "none")), parts)


def fact(random: Random, name: str) -> Tree:
    return "fact", name, random.choice(YEARS)


def _draw_comparison(random: Random, name: str) -> Guard:
    left = random.choice((fact(random, name), ("/", fact(random, name), fact(random, COUNT))))
    return Guard("", (left, random.choice(SIGNS), drawing.fen(random) + 1))


def _draw_leaf(random: Random) -> Tree:
    name = random.choice(MONEY)
    years = (random.choice(("sum", "mean")), name, random.randint(1, len(YEARS)))
    literal = ("fen", drawing.fen(random))
    return random.choice((fact(random, name), fact(random, name), years, literal))


def _draw_value(random: Random, name: str) -> int:
    if name in MONEY:
        return drawing.any_fen(random)
    return random.randint(0, {RATIO: 600, DAYS: 720, COUNT: 6}[name])
