"""What went through one account, and what it held after each transfer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from kechuang.ledger.models import Account, Transfer
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.states import Phase


@dataclass(frozen=True)
class StatementLine:
    """``in_fen`` came in and ``out_fen`` left (negative in red); ``balance_fen`` is after it."""

    transfer: Transfer
    other: Account
    in_fen: int
    out_fen: int
    balance_fen: int


def statement_of(account: Account, *, moment: Moment) -> list[StatementLine]:
    """Every posted transfer of ``account`` at that moment, the oldest first."""
    of_account = Q(debit=account) | Q(credit=account)
    transfers = Transfer.objects.filter(
        of_account, moment.of("voucher"), phase__in=(Phase.SINGLE, Phase.POST)
    ).select_related("voucher__book", "debit", "credit")
    lines: list[StatementLine] = []
    for transfer in transfers.order_by("voucher__on", "voucher__pk", "position"):
        before = lines[-1].balance_fen if lines else 0
        lines.append(_line(account, transfer, before))
    return lines


def _line(account: Account, transfer: Transfer, before: int) -> StatementLine:
    moved, is_in = transfer.moved_fen, transfer.credit_id == account.pk
    return StatementLine(
        transfer=transfer,
        other=transfer.debit if is_in else transfer.credit,
        in_fen=moved if is_in else 0,
        out_fen=0 if is_in else moved,
        balance_fen=before + (moved if is_in else -moved),
    )
