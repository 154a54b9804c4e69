"""Sharing out one fen at a time, to whoever is furthest behind the exact share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, takewhile

from tests.proof.policy_money.second import Refused


def parts(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    if total < 0 or not any(weights) or any(weight < 0 for weight in weights):
        raise Refused
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    given = [int(share) for share in exact]
    while sum(given) < total:
        behind = [share - got for share, got in zip(exact, given, strict=True)]
        given[behind.index(max(behind))] += 1
    return tuple(given)


def by_level(total: int, shares_bp: Sequence[int]) -> tuple[int, ...]:
    if Fraction(sum(shares_bp), 100) != 100:
        raise Refused
    return parts(total, shares_bp)


def grid(rows: Sequence[int], weights: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    return table(rows, parts(sum(rows), weights))


def table(rows: Sequence[int], columns: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The first row, then the table of what it leaves."""
    if not rows or not columns or min(*rows, *columns) < 0 or sum(rows) != sum(columns):
        raise Refused
    first = parts(rows[0], columns) if rows[0] else tuple(0 for _ in columns)
    if len(rows) == 1:
        return (first,)
    return first, *table(rows[1:], [have - take for have, take in zip(columns, first, strict=True)])


def in_order(budget: int, asked: Sequence[int], is_last_in_part: bool) -> tuple[int, ...]:
    """The longest run from the front that fits, and what is left to the next in line."""
    served = len(list(takewhile(budget.__ge__, accumulate(asked))))
    rest = budget - sum(asked[:served]) if is_last_in_part else 0
    return (*asked[:served], rest, *[0] * len(asked))[: len(asked)]


def in_proportion(budget: int, asked: Sequence[int]) -> tuple[int, ...]:
    """A budget that reaches is a budget of exactly what is asked."""
    return parts(min(budget, sum(asked)), asked) if any(asked) else (0,) * len(asked)
