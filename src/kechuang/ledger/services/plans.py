"""What a new grant consists of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kechuang.engines.tally import split, spread
from kechuang.ledger.grounds import Ground
from kechuang.ledger.models import BudgetLine, Scheme
from kechuang.ledger.selectors.claims import Claim
from kechuang.ledger.states import Condition, FundSource, GrantMode
from kechuang.parties.models import Party


@dataclass(frozen=True)
class FundPlan:
    """One fund and its weight in the whole; only the enterprise's own match has no line."""

    source: FundSource
    weight: int
    line: BudgetLine | None = None


@dataclass(frozen=True)
class TranchePlan:
    title: str
    amount_fen: int
    condition: Condition
    due_on: date | None = None


@dataclass(frozen=True)
class Rule:
    """The clause a grant follows: pack, its digest, the clause, and the answer that found it."""

    pack: str = ""
    digest: str = ""
    clause: str = ""
    entitlement_id: int | None = None


@dataclass(frozen=True)
class GrantPlan:
    """A grant before it is agreed; its total is the sum of its tranches."""

    scheme: Scheme
    party: Party
    title: str
    ground: Ground
    period_from: date
    period_to: date
    mode: GrantMode
    decision: str
    funds: tuple[FundPlan, ...]
    tranches: tuple[TranchePlan, ...]
    rule: Rule = Rule()

    @property
    def total_fen(self) -> int:
        return sum(tranche.amount_fen for tranche in self.tranches)

    @property
    def claim(self) -> Claim:
        """What no other grant may have been given for."""
        return Claim(self.party, self.ground.key, self.title, self.period_from, self.period_to)

    def share_amounts(self) -> tuple[int, ...]:
        """What each fund bears, in fen, by largest remainder; they sum to the total."""
        return split(self.total_fen, [fund.weight for fund in self.funds])

    def grid(self) -> tuple[tuple[int, ...], ...]:
        """Tranches × funds in fen: rows sum to the tranches, columns to the shares."""
        return spread([tranche.amount_fen for tranche in self.tranches], self.share_amounts())

    def as_content(self) -> dict[str, Any]:
        """JSON values that tell one plan from another."""
        return {
            "scheme": self.scheme.code,
            "party": self.party.credit_code,
            "title": self.title,
            "ground": self.ground.as_content(),
            "period": [self.period_from.isoformat(), self.period_to.isoformat()],
            "mode": self.mode,
            "decision": self.decision,
            "funds": [
                [fund.source, fund.weight, fund.line.pk if fund.line else None]
                for fund in self.funds
            ],
            "tranches": [
                [t.title, t.amount_fen, t.condition, t.due_on.isoformat() if t.due_on else None]
                for t in self.tranches
            ],
            "rule": [self.rule.pack, self.rule.digest, self.rule.clause, self.rule.entitlement_id],
        }
