"""Policies together as plain data: rules between clauses, claims of one firm, earlier payments."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tests.proof.policy_money import drawing

CLAIMS = 4
DAYS = (date(2026, 11, 21), date(2028, 2, 29), date(2026, 1, 1))
KINDS = ("once", "highest", "annual_cap", "total_cap")


class Rule(NamedTuple):
    """``of`` are the claims it names, in the order in which they are served."""

    kind: str
    of: tuple[int, ...]
    cap_fen: int = 0
    years: int | None = None


class Paid(NamedTuple):
    claim: int
    on: date
    fen: int


class Bundle(NamedTuple):
    """``spans`` are what was open of each claim, (least, most), before it became ``claims``.

    ``is_history_open``: the earlier payments were not known either.
    """

    rules: tuple[Rule, ...]
    spans: tuple[tuple[int, int | None], ...]
    is_history_open: bool
    claims: tuple[int, ...]
    history: tuple[Paid, ...]
    on: date


def draw_rules(random: Random) -> tuple[Rule, ...]:
    return tuple(_draw_rule(random) for _ in range(random.randint(1, 4)))


def draw_bundle(random: Random, rules: tuple[Rule, ...]) -> Bundle:
    on = random.choice(DAYS)
    size = 10 ** random.randint(0, 9)
    claims = tuple(random.randint(0, 3) * size + random.randrange(3) for _ in range(CLAIMS))
    spans = tuple(_draw_span(random, fen) for fen in claims)
    history = tuple(_draw_paid(random, on, size) for _ in range(random.choice((0, 0, 1, 2, 3))))
    return Bundle(rules, spans, random.random() < 0.2, claims, history, on)


def _draw_rule(random: Random) -> Rule:
    of = tuple(random.sample(range(CLAIMS), random.randint(1, CLAIMS)))
    kind = random.choice(KINDS)
    if kind in ("once", "highest"):
        return Rule(kind, of)
    years = random.choice((None, 1, 3, 5)) if kind == "total_cap" else 0
    return Rule(kind, of, drawing.fen(random), years)


def _draw_span(random: Random, fen: int) -> tuple[int, int | None]:
    if random.random() < 0.5:
        return fen, fen
    most = None if random.random() < 0.2 else fen + random.randint(0, fen + 2)
    return random.randint(0, fen), most


def _draw_paid(random: Random, on: date, size: int) -> Paid:
    """Often on the very day from which a payment counts."""
    years = random.choice((0, 1, 3, 5))
    edge = date(on.year - years, on.month, min(on.day, 28))
    near = random.choice((edge, date(on.year, 1, 1)))
    day = near + timedelta(days=random.randint(-2, 2))
    return Paid(random.randrange(CLAIMS), day, random.randint(0, 2) * size)
