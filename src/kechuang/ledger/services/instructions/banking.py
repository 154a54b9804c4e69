"""Instructions about statements of the bank."""

from __future__ import annotations

from kechuang.ledger.models import BankStatement, StatementWithdrawal
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.instructions.contents import Content
from kechuang.ledger.services.statement_withdrawals import withdraw_statement


def withdraw(warrant: Warrant, content: Content) -> StatementWithdrawal:
    """``statement`` (pk), ``reason``."""
    return withdraw_statement(
        warrant=warrant,
        statement=content.one("statement", BankStatement.objects.all()),
        reason=content.text("reason"),
    )
