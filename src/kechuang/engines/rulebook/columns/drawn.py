"""Firms drawn from a seed for packs as they are; the figures are those of no real firm."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.columns.frames import Column, Flags, Frame, Numbers, Words
from kechuang.engines.rulebook.columns.plan import Plan, columns_needed
from kechuang.engines.rulebook.columns.planes import Plane, first, packed, rounded_up, unpacked
from kechuang.engines.rulebook.terms.kinds import Kind

UNKNOWN = 0.03
DAYS = (10_000, 20_700)  # founded or certified between 1997 and 2026
CODES = ("350181", "510104", "990101", "110000", "C3911", "I6510", "C26", "A01")
HEADS, SHARES = 700, 10_000


def drawn_firms(plan: Plan, rows: int, *, seed: int) -> Frame:
    """``rows`` firms with every fact that ``plan`` can read, each unknown of a few of them."""
    random, size = np.random.default_rng(seed), rounded_up(rows)
    columns = {}
    for key in columns_needed(plan):
        known = first(rows, size) & packed(random.random(size) >= UNKNOWN)
        columns[key] = _column(plan.catalogue[key[0]], known, size, random)
    return Frame(rows, size, columns)


def _column(
    definition: FactDefinition, known: Plane, size: int, random: np.random.Generator
) -> Column:
    kind = definition.type
    if kind is Kind.FLAG:
        return Flags(packed(random.random(size) < 0.5) & known, known)
    if kind is Kind.LIST:
        return Words(np.zeros(size, np.uint8), ("[]",), known)
    if kind in (Kind.CODE, Kind.TEXT):
        told = tuple(key for group in definition.groups for key in group[1]) or CODES
        places = random.integers(0, len(told), size).astype(np.uint8)
        return Words(np.where(unpacked(known), places, 0), told, known)
    return Numbers(np.where(unpacked(known), _numbers(kind, size, random), 0), known)


def _numbers(kind: Kind, size: int, random: np.random.Generator) -> NDArray[Any]:
    """Money from 1,000 yuan to a thousand million."""
    if kind is Kind.MONEY:
        return (10 ** (random.random(size) * 6 + 5)).astype(np.int64)
    low, high = {Kind.DATE: DAYS, Kind.RATIO: (0, SHARES)}.get(kind, (0, HEADS))
    return random.integers(low, high, size)
