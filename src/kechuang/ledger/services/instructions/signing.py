"""What two people sign is what is posted: no more, no less, and on no other account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kechuang.base.errors import Text
from kechuang.ledger.models import Instruction
from kechuang.ledger.refusals import NOT_POSTED, ChangedSince, yuan
from kechuang.ledger.services.instructions.rehearsing import posted_by
from kechuang.ledger.states import AccountRole

NAMED = (AccountRole.APPROPRIATION, AccountRole.LINE, AccountRole.LAPSED)
"""Accounts whose name does not depend on numbers that are given only when it is posted."""
Effect = tuple[int, list[tuple[str, str, int]]]


def refuse_changed(asked: Instruction) -> None:
    """After it was carried out: raise ``ChangedSince`` where it did not do what was foreseen.

    The rehearsal of its preparation is what both people saw; it is sealed with the instruction.
    """
    posted = posted_by(asked.pk)
    if effect_of(posted) != effect_of(asked.foreseen):
        raise _changed(asked.foreseen, posted)


def effect_of(foreseen: Mapping[str, Any]) -> Effect:
    """The voucher's total, and how much each limited account gains or loses; numbers apart."""
    moved = [
        (
            row["name"] if row["role"] in NAMED else "",
            row["role"],
            row["after_fen"] - row["before_fen"],
        )
        for row in foreseen["accounts"]
    ]
    return foreseen["amount_fen"], sorted(moved)


def _changed(foreseen: Mapping[str, Any], posted: dict[str, Any]) -> ChangedSince:
    was, now = yuan(foreseen["amount_fen"]), yuan(posted["amount_fen"])
    return ChangedSince(
        NOT_POSTED,
        Text(
            f"制单后情况已变化：制单时试算 {was} 元，现在会记 {now} 元，或动用的账户不同",
            f"it changed since it was prepared: {was} yuan were foreseen, {now} would be posted "
            f"now, or other accounts would move",
        ),
        Text(
            "请对照下方现在的试算；确要办理的请退回，由制单人重新制单",
            "Compare it with the rehearsal of now below; to go on, decline it and let the "
            "preparer prepare it anew",
        ),
        posted,
    )
