"""What was granted, received and spent under a contract, in fen."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Sum

from kechuang.engines.tally import split
from kechuang.ledger.models import FundShare
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.states_of_execution import ExpenseState


@dataclass(frozen=True)
class ContractMoney:
    """``received_fen``: paid by public funds and not asked back; ``listed_fen``: spent on the
    negative list and not yet repaid."""

    granted_fen: int
    received_fen: int
    spent_fen: int
    doubtful_fen: int
    listed_fen: int

    @property
    def free_fen(self) -> int:
        return self.received_fen - self.spent_fen


def milestone_fen(contract: Contract) -> tuple[int, ...]:
    """What each milestone releases, in their order; they sum to the grant."""
    return split(contract.grant_fen, [each.share_bp for each in contract.milestones.all()])


def received_fen(contract: Contract) -> int:
    """Paid by public funds less what was asked back."""
    shares = FundShare.objects.filter(grant=contract.grant_id, paid__isnull=False)
    balance = F("paid__credits_posted_fen") - F("paid__debits_posted_fen")
    return int(shares.aggregate(total=Sum(balance))["total"] or 0)


def contract_money(contract: Contract) -> ContractMoney:
    spent = Contract.objects.values_list("spent_fen", flat=True).get(pk=contract.pk)
    return ContractMoney(
        granted_fen=contract.grant_fen,
        received_fen=received_fen(contract),
        spent_fen=spent,
        doubtful_fen=_sum(contract, ExpenseState.DOUBTFUL),
        listed_fen=listed_fen(contract),
    )


def listed_fen(contract: Contract) -> int:
    """The fact ``listed_expense``: spending found to be on the negative list, not repaid."""
    return _sum(contract, ExpenseState.LISTED)


def _sum(contract: Contract, state: ExpenseState) -> int:
    rows = Expense.objects.filter(contract=contract, state=state)
    return int(rows.aggregate(total=Sum("amount_fen"))["total"] or 0)
