"""Approving carries an instruction out; declining and withdrawing end it without a posting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Text, WrongState, require, stated
from kechuang.base.registry.wording import both_languages
from kechuang.ledger.access import can_approve, can_prepare, is_person
from kechuang.ledger.models import Instruction, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done
from kechuang.ledger.selectors.payees import actor_again
from kechuang.ledger.services.alterations import alterations_reported, refuse_altered
from kechuang.ledger.services.entries import Lifting, Warrant
from kechuang.ledger.services.instructions.commands import carry_out
from kechuang.ledger.services.instructions.duplicates import duplicates_reported
from kechuang.ledger.services.instructions.signing import refuse_changed
from kechuang.ledger.services.payment_runs import refuse_if_same
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import InstructionState


def approve_instruction(
    *, by: Actor, at: datetime, instruction: Instruction, lifting: Lifting | None = None
) -> Instruction:
    """Post what another person prepared; approving again gives the same voucher.

    The preparer must still have the right to prepare. A refusal of the command (the budget is
    gone meanwhile, or it would post something else: ``ChangedSince``) leaves it prepared.
    ``lifting``: why a grant that resembles another may pass.
    """
    require(can_approve(by), Text("复核记账", "approve a posting"))
    reported = duplicates_reported(by=by, at=at, content=instruction.content)
    with alterations_reported(by=by, at=at), reported:
        return _approve(by, at, instruction, lifting)


@transaction.atomic
def _approve(
    by: Actor, at: datetime, instruction: Instruction, lifting: Lifting | None
) -> Instruction:
    current = _locked(instruction)
    refuse_if_same(by, current.prepared_by_id, current.prepared_by_name)
    if current.state == InstructionState.APPROVED:
        return current
    _require_prepared(current)
    refuse_altered([current])
    warrant = Warrant(_preparer(current, at), by, at, current.on, current.pk, lifting)
    carry_out(current.command, warrant, current.content)
    refuse_changed(current)
    current.voucher = Voucher.objects.filter(request_id=current.pk).first()
    posted = {"voucher": str(current.voucher or "")}
    return _decided(current, InstructionState.APPROVED, by, at, posted)


@transaction.atomic
def decline_instruction(
    *, by: Actor, at: datetime, instruction: Instruction, reason: str
) -> Instruction:
    """Send back what another person prepared, with the reason; nothing is posted."""
    require(can_approve(by), Text("退回指令", "decline an instruction"))
    current = _locked(instruction)
    refuse_if_same(by, current.prepared_by_id, current.prepared_by_name)
    return _ended(current, InstructionState.DECLINED, by, at, reason)


@transaction.atomic
def withdraw_instruction(
    *, by: Actor, at: datetime, instruction: Instruction, reason: str = ""
) -> Instruction:
    """Take back what one prepared oneself, while nobody has decided on it."""
    current = _locked(instruction)
    is_own = is_person(by, current.prepared_by_id, current.prepared_by_name)
    if not is_own:
        raise NotAllowed(Text("撤回他人的指令", "withdraw somebody else's instruction"))
    return _ended(current, InstructionState.WITHDRAWN, by, at, reason or "—")


def _locked(instruction: Instruction) -> Instruction:
    return Instruction.objects.select_for_update().get(pk=instruction.pk)


def _preparer(current: Instruction, at: datetime) -> Actor:
    """Whoever prepared it, with the rights of the day on which it is approved."""
    preparer = actor_again(current.prepared_by_id, current.prepared_by_name, on=localdate(at))
    if can_prepare(preparer):
        return preparer
    name = current.prepared_by_name
    raise WrongState(
        NOT_POSTED,
        Text(f"制单人“{name}”已没有制单权限", f"{name}, who prepared it, may no longer do so"),
        Text(
            "请退回，由有权限的人员重新制单",
            "Decline it and let somebody with the right prepare it anew",
        ),
    )


def _require_prepared(current: Instruction) -> None:
    if current.state != InstructionState.PREPARED:
        now = both_languages(InstructionState(current.state).label)
        raise already_done(f"该指令现为“{now.zh}”", f"the instruction is {now.en} now")


def _ended(
    current: Instruction, state: InstructionState, by: Actor, at: datetime, reason: str
) -> Instruction:
    said = stated(NOT_POSTED, reason)
    if current.state == state:
        return current
    _require_prepared(current)
    current.reason = said
    return _decided(current, state, by, at, {"reason": current.reason})


COMMANDS = {
    InstructionState.APPROVED: "approve_instruction",
    InstructionState.DECLINED: "decline_instruction",
    InstructionState.WITHDRAWN: "withdraw_instruction",
}


def _decided(
    current: Instruction, state: InstructionState, by: Actor, at: datetime, said: dict[str, Any]
) -> Instruction:
    current.state = state
    current.decided_by_id, current.decided_by_name, current.decided_at = by.account_id, by.name, at
    current.save(
        update_fields=[
            "state", "decided_by_id", "decided_by_name", "decided_at", "reason", "voucher",
        ]
    )  # fmt: skip
    payload = {"command": current.command, **said}
    record_sealed(
        by=by, at=at, command=COMMANDS[state], target=current, payload=payload, sealed=[current]
    )
    return current
