"""What a policy would cost beside a line of the budget: what is there, held, free, and short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.batch.forecasting import ClauseForecast
from kechuang.ledger.access import can_read_books
from kechuang.ledger.models import BudgetLine, FundShare
from kechuang.ledger.selectors.budget import open_lines


@dataclass(frozen=True)
class Cost:
    """What the spending clauses of a policy cost together, in fen; the three are never added."""

    certain_fen: int
    ceiling_fen: int
    possible_fen: int


@dataclass(frozen=True)
class LineEffect:
    """A budget line beside a cost, in fen.

    ``promised_fen``: what left the line for grants; ``held_fen``: what is held back on it.
    """

    line: BudgetLine
    cost: Cost

    @property
    def budget_fen(self) -> int:
        return self.line.account.credits_posted_fen

    @property
    def promised_fen(self) -> int:
        return self.line.account.debits_posted_fen

    @property
    def held_fen(self) -> int:
        return self.line.account.debits_pending_fen

    @property
    def free_fen(self) -> int:
        return self.line.account.free_fen

    @property
    def surely_short_fen(self) -> int:
        """What lacks even if every firm gets the least that is due to it."""
        return max(self.cost.certain_fen - self.free_fen, 0)

    @property
    def short_fen(self) -> int:
        """What lacks at most for the firms that surely qualify."""
        return max(self.cost.ceiling_fen - self.free_fen, 0)

    @property
    def left_fen(self) -> int:
        """What those firms leave of the line at the least."""
        return max(self.free_fen - self.cost.ceiling_fen, 0)

    @property
    def more_if_all_fen(self) -> int:
        """What else would lack if all unsettled firms qualified, and got the most."""
        return max(self.cost.possible_fen - self.left_fen, 0)


def cost_of(clauses: Iterable[ClauseForecast]) -> Cost:
    """The clauses that a budget pays; what is deducted from taxes is not among them."""
    reaches = [one.reach for one in clauses if one.is_spending]
    return Cost(
        sum(reach.certain_fen for reach in reaches),
        sum(reach.ceiling_fen for reach in reaches),
        sum(reach.possible_fen for reach in reaches),
    )


def lines_for(actor: Actor) -> list[BudgetLine]:
    """Lines of open years, for whoever reads the books; nobody else learns of them."""
    return list(open_lines()) if can_read_books(actor) else []


def usual_line(lines: Iterable[BudgetLine], pack_id: str) -> BudgetLine | None:
    """The newest of ``lines`` that bore a grant of this policy; None where none did."""
    bearing = FundShare.objects.filter(grant__rule_pack=pack_id, grant__cancelled_at__isnull=True)
    used = set(bearing.order_by().values_list("line", flat=True))
    return next((line for line in lines if line.pk in used), None)
