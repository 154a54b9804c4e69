"""Formulas for OpenFisca out of the very policies that Kechuang answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from kechuang.engines.rulebook import Pack
from kechuang.engines.rulebook.columns.conditions import singles_of
from kechuang.engines.rulebook.rules.conditions import Leaf
from kechuang.engines.rulebook.rules.formulas import Expression
from kechuang.engines.rulebook.terms.comparisons import Comparison
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.quantities import Arithmetic, Constant, FactOf, Today

Formula = dict[str, str]


def formulas_of(pack: Pack) -> Formula:
    """One variable for each condition, one for the conditions that failed, one for the amount."""
    (clause,) = pack.clauses
    leaves = [one.condition for one in singles_of(clause.condition)]
    tests = [_test(leaf.test) for leaf in leaves if isinstance(leaf, Leaf) and leaf.is_curable]
    names = [f"{pack.id}-{place}".replace("-", "_") for place in range(len(tests))]
    failed = " + ".join(
        f"(~firm('{name}', period)).astype(int16) * {1 << bit}" for bit, name in enumerate(names)
    )
    mask = f"{pack.id}_failed".replace("-", "_")
    due = f"where(firm('{mask}', period) == 0, {_amount(pack)}, 0)"
    amount = f"{pack.id}_due".replace("-", "_")
    return {**dict(zip(names, tests, strict=True)), mask: failed, amount: due}


def _test(test: Any) -> str:
    if isinstance(test, FlagTest):
        return _term(test.fact) if test.expected else f"~{_term(test.fact)}"
    if isinstance(test, Membership):
        return f"isin({_term(test.fact)}, {list(test.groups)})"
    if isinstance(test, Comparison):
        return f"{_term(test.left)} {test.operator} {_term(test.right)}"
    raise TypeError(test)


def _term(quantity: Any) -> str:
    if isinstance(quantity, FactOf):
        return f"firm('{quantity.definition.name}', period)"
    if isinstance(quantity, Today):
        return "today"
    if isinstance(quantity, Arithmetic):
        return f"({_term(quantity.left)} {quantity.operator} {_term(quantity.right)})"
    if isinstance(quantity, Constant):
        return _constant(quantity)
    raise TypeError(quantity)


def _constant(quantity: Constant) -> str:
    amount = quantity.amount
    if isinstance(amount, Fraction) and amount.denominator > 1:
        return f"({amount.numerator} / {amount.denominator})"
    if isinstance(amount, date):
        return f"datetime64('{amount}')"
    if isinstance(amount, int | Fraction):
        return f"timedelta64({amount}, 'D')" if quantity.kind is Kind.DAYS else str(int(amount))
    raise TypeError(amount)


def _amount(pack: Pack) -> str:
    """Whole fen: the made amounts are a share in whole per cent of whole yuan."""
    rule = pack.clauses[0].amount_rule
    (item,) = rule.items if rule else ()
    formula = item.formula
    if not isinstance(formula, Expression) or not isinstance(formula.quantity, Arithmetic):
        raise TypeError(formula)
    rate = formula.quantity.right
    share = Fraction(rate.amount)  # type: ignore[attr-defined]
    base = f"{_term(formula.quantity.left)} * {share.numerator} // {share.denominator}"
    return f"minimum({base}, {item.limits.cap_fen})"


def every_formula(packs: tuple[Pack, ...]) -> Iterator[tuple[str, str]]:
    for pack in packs:
        yield from formulas_of(pack).items()
