"""Random measures as plain data: trees of money, brackets, limits; and what is known of a firm."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from tests.proof.policy_money import drawing

YEARS = (2025, 2024, 2023)
MONEY = ("rd_expense", "sales_revenue", "tech_sale_paid", "voucher_contract", "loan_principal")
RATIO, DAYS, COUNT = "loan_lpr", "loan_days", "loan_valuation_items"
Tree = tuple[Any, ...]
Sheet = tuple[tuple[str, int, int], ...]  # fact, year, value as it is stored


class Brackets(NamedTuple):
    base: Tree
    tops_fen: tuple[int, ...]
    rates_bp: tuple[int, ...]


class Item(NamedTuple):
    formula: Tree | Brackets
    cap_fen: int | None
    least_fen: int


class Measure(NamedTuple):
    items: tuple[Item, ...]
    cap_fen: int | None
    is_ceiling: bool


def draw_measure(random: Random) -> Measure:
    items = tuple(_draw_item(random) for _ in range(random.randint(1, 4)))
    return Measure(items, _sometimes(random), random.random() < 0.25)


def draw_sheet(random: Random) -> Sheet:
    """One fact in twelve is not known."""
    every = [(name, year, _draw_value(random, name)) for name in _NAMES for year in YEARS]
    return tuple(fact for fact in every if random.random() > 1 / 12)


_NAMES = (*MONEY, RATIO, DAYS, COUNT)


def _draw_value(random: Random, name: str) -> int:
    if name in MONEY:
        return drawing.any_fen(random)
    return random.randint(0, {RATIO: 600, DAYS: 720, COUNT: 6}[name])


def _draw_item(random: Random) -> Item:
    least = drawing.fen(random) if random.random() < 0.25 else 0
    return Item(_draw_formula(random), _sometimes(random), least)


def _draw_formula(random: Random) -> Tree | Brackets:
    if random.random() < 0.3:
        tops = tuple(sorted({drawing.fen(random) + 1 for _ in range(random.randint(0, 3))}))
        rates = tuple(drawing.rate_bp(random) for _ in range(len(tops) + 1))
        return Brackets(_draw_money(random, 1), tops, rates)
    return _draw_money(random, 2)


def _sometimes(random: Random) -> int | None:
    return drawing.fen(random) if random.random() < 0.4 else None


def _draw_money(random: Random, depth: int) -> Tree:
    if not depth:
        return _draw_leaf(random)
    one, other = _draw_money(random, depth - 1), _draw_money(random, depth - 1)
    return random.choice(
        (
            ("*", one, _draw_ratio(random, depth - 1)),
            ("*", _fact(random, COUNT), one),
            ("*", one, ("/", _fact(random, DAYS), ("days", random.choice((360, 365))))),
            ("/", one, _fact(random, COUNT)),
            ("+", one, other),
            ("-", one, other),
            ("min", one, other),
            ("max", one, other),
        )
    )


def _draw_leaf(random: Random) -> Tree:
    name = random.choice(MONEY)
    years = (random.choice(("sum", "mean")), name, random.randint(1, len(YEARS)))
    return random.choice((_fact(random, name), _fact(random, name), years, _literal(random)))


def _draw_ratio(random: Random, depth: int) -> Tree:
    written = ("ratio", drawing.rate_bp(random))
    if not depth:
        return random.choice((written, written, _fact(random, RATIO)))
    quotient = ("/", _draw_money(random, 0), _draw_money(random, 0))
    return random.choice((written, ("*", written, _fact(random, RATIO)), quotient))


def _fact(random: Random, name: str) -> Tree:
    return "fact", name, random.choice(YEARS)


def _literal(random: Random) -> Tree:
    return "fen", drawing.fen(random)
