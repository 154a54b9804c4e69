"""A budget line given out among those who ask, by the rule the line was opened with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kechuang.engines.tally import Ration, Request, first_come, pro_rata
from kechuang.ledger.models import BudgetLine
from kechuang.ledger.states import Distribution


@dataclass(frozen=True)
class Rationing:
    """``budget_fen`` is what the line has free; ``left_fen`` what nobody gets."""

    budget_fen: int
    rations: tuple[Ration, ...]

    @property
    def asked_fen(self) -> int:
        return sum(ration.asked_fen for ration in self.rations)

    @property
    def granted_fen(self) -> int:
        return sum(ration.granted_fen for ration in self.rations)

    @property
    def left_fen(self) -> int:
        return self.budget_fen - self.granted_fen


def rationed(line: BudgetLine, requests: Sequence[Request], *, is_last_in_part: bool) -> Rationing:
    """``is_last_in_part`` matters only where the first to come is the first served."""
    budget_fen = line.account.free_fen
    if line.distribution == Distribution.PRO_RATA:
        return Rationing(budget_fen, pro_rata(budget_fen, requests))
    rations = first_come(budget_fen, requests, is_last_in_part=is_last_in_part)
    return Rationing(budget_fen, rations)
