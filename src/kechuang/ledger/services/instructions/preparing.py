"""Preparing: rehearse the command, then keep what was asked for another person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.engines.seal import digest
from kechuang.ledger.access import can_prepare
from kechuang.ledger.models import Instruction, Voucher
from kechuang.ledger.refusals import NOT_POSTED, reused_request
from kechuang.ledger.services.instructions.duplicates import duplicates_reported
from kechuang.ledger.services.instructions.rehearsing import rehearse
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import InstructionState


def prepare_instruction(
    *, by: Actor, at: datetime, on: date, request_id: UUID, command: str, content: Mapping[str, Any]
) -> Instruction:
    """Keep a money command for another person to approve; nothing is posted.

    The command is rehearsed, so that its refusals (an overdrawn line, an earlier grant on the same
    ground) are met before anybody is asked. The same request again gives the same instruction.
    """
    require(can_prepare(by), Text("制单", "prepare a posting"))
    with duplicates_reported(by=by, at=at, content=content):
        return _prepare(
            Instruction(
                id=request_id,
                command=command,
                content=dict(content),
                on=on,
                state=InstructionState.PREPARED,
                prepared_by_id=by.account_id,
                prepared_by_name=by.name,
                prepared_at=at,
            ),
            by,
        )


@transaction.atomic
def _prepare(asked: Instruction, by: Actor) -> Instruction:
    if earlier := _prepared_before(asked):
        return earlier
    _require_past(asked)
    asked.foreseen = rehearse(
        by=by,
        at=asked.prepared_at,
        on=asked.on,
        request_id=asked.id,
        command=asked.command,
        content=asked.content,
    )
    return _kept(asked, by)


def _kept(asked: Instruction, by: Actor) -> Instruction:
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        if earlier := _prepared_before(asked):
            return earlier
        raise
    payload = {
        "command": asked.command,
        "on": asked.on.isoformat(),
        "content": digest(asked.content),
        "amount_fen": asked.foreseen["amount_fen"],
    }
    record_sealed(
        by=by,
        at=asked.prepared_at,
        command="prepare_instruction",
        target=asked,
        payload=payload,
        sealed=[asked],
    )
    return asked


def _prepared_before(asked: Instruction) -> Instruction | None:
    """Raises ``RequestReused`` when the id was used for something else, or by somebody else."""
    earlier = Instruction.objects.filter(pk=asked.pk).first()
    if earlier is None and Voucher.objects.filter(request_id=asked.pk).exists():
        raise reused_request()
    if earlier is not None and _asks(earlier) != _asks(asked):
        raise reused_request()
    return earlier


def _asks(instruction: Instruction) -> tuple[object, ...]:
    return (
        instruction.command,
        instruction.content,
        instruction.on,
        instruction.prepared_by_id,
        instruction.prepared_by_name if instruction.prepared_by_id is None else "",
    )


def _require_past(asked: Instruction) -> None:
    if asked.on <= localdate(asked.prepared_at):
        return
    raise invalid(
        NOT_POSTED,
        f"记账日期 {asked.on} 在今天之后",
        f"the day of the books, {asked.on}, is in the future",
        Text("请填写今天或更早的日期", "Give today or an earlier day"),
    )
