"""Policies together: what one firm may hold at once, and what one budget can bear.

The order is fixed and each step is told: once only (一次性), the highest of a group (就高不重复),
caps of the year (年度限额), caps over years (累计限额). A budget (预算) comes last, over all firms.
"""

from kechuang.engines.rulebook.together.budgets import Rationed, ration
from kechuang.engines.rulebook.together.cases import (
    Mismatch,
    TogetherCase,
    mismatches_of,
    read_together_cases,
)
from kechuang.engines.rulebook.together.claims import Claim, Paid, claims_of
from kechuang.engines.rulebook.together.limits import BudgetRule, CapRule, HighestRule, OnceRule
from kechuang.engines.rulebook.together.reading import load_together
from kechuang.engines.rulebook.together.settling import Together, settle_claims

__all__ = [
    "BudgetRule",
    "CapRule",
    "Claim",
    "HighestRule",
    "Mismatch",
    "OnceRule",
    "Paid",
    "Rationed",
    "Together",
    "TogetherCase",
    "claims_of",
    "load_together",
    "mismatches_of",
    "ration",
    "read_together_cases",
    "settle_claims",
]
