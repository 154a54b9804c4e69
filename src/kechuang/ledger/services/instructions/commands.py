"""The commands that need a second person, by the name under which vouchers and audit know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kechuang.base.errors import Text, invalid
from kechuang.ledger.refusals import NOT_POSTED
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.instructions import (
    banking,
    budgeting,
    correcting,
    granting,
    settling,
)
from kechuang.ledger.services.instructions.contents import Content

Carry = Callable[[Warrant, Content], object]
COMMANDS: Mapping[str, Carry] = {
    "appropriate_funds": budgeting.appropriate_funds,
    "allot_budget": budgeting.allot_budget,
    "allot_claims": budgeting.allot_round,
    "set_ceiling": budgeting.change_ceiling,
    "reserve_budget": budgeting.hold_budget,
    "resolve_reservation": budgeting.end_reservation,
    "agree_grant": granting.promise_grant,
    "accept_tranche": granting.accept,
    "release_tranches": granting.release,
    "decide_claw_back": correcting.claw_back,
    "record_recovery": correcting.recover,
    "record_bank_return": correcting.bring_back,
    "reverse_voucher": correcting.reverse,
    "close_year": correcting.close,
    "record_answers": settling.settle,
    "withdraw_statement": banking.withdraw,
}


def carry_out(command: str, warrant: Warrant, content: Mapping[str, Any]) -> None:
    """Read ``content`` by type and give the command; raises whatever refusal it meets."""
    if command not in COMMANDS:
        raise invalid(
            NOT_POSTED,
            f"没有“{command}”这项业务",
            f"there is no command “{command}”",
            Text("请从页面上选择业务", "Choose a command on the page"),
        )
    COMMANDS[command](warrant, Content(content))
