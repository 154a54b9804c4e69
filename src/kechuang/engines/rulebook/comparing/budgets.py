"""A budget of a clause beside what it costs: whether it reaches, and what share it pays."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.engines.rulebook.comparing.tallies import Reach
from kechuang.engines.rulebook.packs import Clause
from kechuang.engines.rulebook.rules.levels import PRO_RATA

WHOLE_BP = 10_000


class BudgetEffect(NamedTuple):
    """``asked_fen``: the most that firms which surely meet the clause may get together.

    ``share_bp``: what part of it each gets where the budget is shared out, rounded down; None
    where it is first come, first served, and nobody can tell who comes first.
    """

    budget_fen: int
    method: str
    asked_fen: int
    short_fen: int
    share_bp: int | None


def budget_effect(clause: Clause, reach: Reach) -> BudgetEffect | None:
    """The effect of the budget that the clause itself states; None where it states none."""
    budget = clause.amount_rule.budget if clause.amount_rule else None
    if budget is None:
        return None
    total, asked = budget.total_fen, reach.ceiling_fen
    share = min(WHOLE_BP, total * WHOLE_BP // asked) if asked else WHOLE_BP
    is_shared = budget.method == PRO_RATA or asked <= total
    short = max(asked - total, 0)
    return BudgetEffect(total, budget.method, asked, short, share if is_shared else None)
