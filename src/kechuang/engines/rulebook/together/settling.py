"""Applies the rules between clauses to the claims of one firm, in their fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook.together.claims import Claim
from kechuang.engines.rulebook.together.limits import (
    BudgetRule,
    CapRule,
    HighestRule,
    History,
    OnceRule,
)
from kechuang.engines.wording import Text

Rule = OnceRule | HighestRule | CapRule | BudgetRule


@dataclass(frozen=True, slots=True)
class Together:
    """The rules of one document; ``digest`` is the SHA-256 of its canonical content."""

    id: str
    title: Text
    doc_no: str
    valid_from: date
    valid_to: date | None
    evidence: str
    rules: tuple[Rule, ...]
    digest: str

    def is_in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def settle_claims(
    together: Together, claims: tuple[Claim, ...], *, history: History, on: date
) -> tuple[Claim, ...]:
    """What is left of ``claims`` on the day ``on``; unchanged while the document is not in force.

    ``history``: what the firm was paid before; None when nobody knows, which leaves every claim
    that depends on it certain of nothing.
    """
    if not together.is_in_force(on):
        return claims
    for rule in sorted(together.rules, key=_place):
        if not isinstance(rule, BudgetRule):
            claims = rule.apply(claims, history, on)
    return claims


def _place(rule: Rule) -> tuple[int, bool]:
    kinds = (OnceRule, HighestRule, CapRule, BudgetRule)
    is_over_years = isinstance(rule, CapRule) and rule.years != 0
    return kinds.index(type(rule)), is_over_years
