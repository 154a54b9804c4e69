"""A cell is changed, then a lawful command seals its row again: the change must not go under."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, models, transaction

from kechuang.base.errors import Refusal
from kechuang.ledger import services as ledger
from kechuang.ledger.models import (
    Instruction,
    PayeeAccount,
    PaymentItem,
    PaymentRun,
    Tranche,
)
from kechuang.ledger.services.instructions import decline_instruction, prepare_instruction
from kechuang.ledger.states import ItemState, RunState
from tests.base.registry.cast import AT
from tests.proof.tampering.cells import another
from tests.rooms.ledger.town import APPROVER, ON, PREPARER, Town, warrant

Command = Callable[[Any], object]


def leave_waiting(town: Town) -> None:
    """One row of each kind that a command will touch next."""
    town.sent(town.accepted())
    town.grant()
    ledger.submit_payee_account(
        by=PREPARER, at=AT, party=town.party, holder=town.party.name, bank="新行", number="9" * 12
    )
    prepare_instruction(
        by=PREPARER,
        at=AT,
        on=ON,
        request_id=uuid4(),
        command="appropriate_funds",
        content={
            "book": town.book.code,
            "year": ON.year,
            "source": "city",
            "doc_no": "示例财预〔2026〕99号",
            "amount_fen": 1,
        },
    )


def _answer(item: PaymentItem) -> object:
    paid = ledger.Answer(item.number, f"S-{item.number}", True, item.amount_fen, ON)
    return ledger.record_answers(warrant=warrant(), run=item.run, answers=[paid])


def _answer_all(run: PaymentRun) -> object:
    return [_answer(item) for item in run.items.all()]


def _accept(tranche: Tranche) -> object:
    return ledger.accept_tranche(warrant=warrant(), tranche=tranche, acceptance="1")


def _confirm(account: PayeeAccount) -> object:
    return ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)


def _decline(asked: Instruction) -> object:
    return decline_instruction(by=APPROVER, at=AT, instruction=asked, reason="不办")


TOUCHED: tuple[tuple[type[models.Model], dict[str, Any], Command], ...] = (
    (PaymentItem, {"state": ItemState.SENT}, _answer),
    (PaymentRun, {"state": RunState.SENT}, _answer_all),
    (Tranche, {"accepted_on": None, "released_on": None}, _accept),
    (PayeeAccount, {"confirmed_at": None}, _confirm),
    (Instruction, {"state": "prepared"}, _decline),
)


def edit_then_command(rng: random.Random) -> str:
    """Whether the command refuses the row or passes it over, its change is found afterwards."""
    table, waits, command = rng.choice(TOUCHED)
    row = table._base_manager.filter(**waits).order_by("pk")[0]
    field = rng.choice([each for each in table._meta.concrete_fields if _tells(each)])
    new = another(field, getattr(row, field.attname), rng)
    table._base_manager.filter(pk=row.pk).update(**{field.attname: new})
    with suppress(Refusal, DatabaseError), transaction.atomic():
        command(table._base_manager.get(pk=row.pk))
    return f"{table._meta.db_table}.{field.attname} of {row.pk} → {new!r}, then a command"


def _tells(field: models.Field[Any, Any]) -> bool:
    return not field.primary_key and field.related_model is None and not field.unique
