"""Taking back a statement of the bank that was imported wrongly; no money moves."""

from __future__ import annotations

from django.db import transaction

from kechuang.base.errors import Text, WrongState, briefly_stated
from kechuang.base.turns import take_turn
from kechuang.ledger.models import BankStatement, StatementWithdrawal
from kechuang.ledger.refusals import already_done
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.posting import require_two_people
from kechuang.ledger.services.recording import record_sealed

NOT_WITHDRAWN = Text("对账单未撤回", "The statement was not withdrawn")


@transaction.atomic
def withdraw_statement(
    *, warrant: Warrant, statement: BankStatement, reason: str
) -> StatementWithdrawal:
    """``statement`` and what was found about its rows count no more; the period may be sent anew.

    Raises ``AlreadyDone`` for one that was withdrawn before, ``WrongState`` while a later
    statement of the account follows it.
    """
    require_two_people(warrant)
    said = briefly_stated(NOT_WITHDRAWN, reason)
    take_turn(f"bank account {statement.account_number}")
    take_turn(f"bank matches {statement.book_id}")
    if StatementWithdrawal.objects.filter(statement=statement).exists():
        raise already_done("该对账单已撤回", "the statement was withdrawn before")
    _require_last(statement)
    withdrawal = StatementWithdrawal.objects.create(
        statement=statement,
        reason=said,
        prepared_by_id=warrant.by.account_id,
        prepared_by_name=warrant.by.name,
        approved_by_id=warrant.approver.account_id,
        approved_by_name=warrant.approver.name,
        withdrawn_at=warrant.at,
    )
    payload = {
        "reason": said,
        **warrant.approved,
    }
    record_sealed(
        by=warrant.by,
        at=warrant.at,
        command="withdraw_statement",
        target=statement,
        payload=payload,
        sealed=[withdrawal],
    )
    return withdrawal


def _require_last(statement: BankStatement) -> None:
    """In words; the database refuses it all the same."""
    later = BankStatement.objects.standing().filter(
        account_number=statement.account_number, first_on__gt=statement.last_on
    )
    if last := later.order_by("-first_on").first():
        raise WrongState(
            NOT_WITHDRAWN,
            Text(f"此后还有对账单 {last}", f"{last} follows it"),
            Text("请从最后一份起依次撤回", "Withdraw the last one first, then those before it"),
        )
