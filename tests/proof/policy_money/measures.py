"""A measure as plain data: trees of money, forms, guards, limits; and what is known of a firm."""

from __future__ import annotations

from typing import Any, NamedTuple

YEARS = (2025, 2024, 2023)
MONEY = ("rd_expense", "sales_revenue", "tech_sale_paid", "voucher_contract", "loan_principal")
RATIO, DAYS, COUNT = "loan_lpr", "loan_days", "loan_valuation_items"
Tree = tuple[Any, ...]
Sheet = tuple[tuple[str, int, int], ...]  # fact, year, value as it is stored


class Brackets(NamedTuple):
    base: Tree
    tops_fen: tuple[int, ...]
    rates_bp: tuple[int, ...]


class Steps(NamedTuple):
    """``step`` in the unit of the base: fen or pieces."""

    base: Tree
    step: int
    award_fen: int
    is_begun: bool


class ByYear(NamedTuple):
    base: Tree
    rates_bp: tuple[int, ...]
    year: Tree


class Interest(NamedTuple):
    principal: Tree
    rate: Tree
    days: Tree
    days_in_year: int
    share_bp: int | None


class Guard(NamedTuple):
    """``joint`` "" is one comparison (left, sign, fen); else all, any or none of ``parts``."""

    joint: str
    parts: tuple[Any, ...]


class RoundTo(NamedTuple):
    way: str
    unit_fen: int


Formula = Tree | Brackets | Steps | ByYear | Interest


class Item(NamedTuple):
    formula: Formula
    cap_fen: int | None
    least_fen: int
    floor_fen: int
    rounding: RoundTo | None
    when: Guard | None
    less: tuple[Tree, ...]


class Measure(NamedTuple):
    """``weights`` of the levels that bear it; a ``budget_fen`` may cut it for everybody."""

    items: tuple[Item, ...]
    cap_fen: int | None
    is_ceiling: bool
    is_highest: bool
    weights: tuple[int, ...]
    budget_fen: int | None
