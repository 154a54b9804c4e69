"""What one person prepared is carried out or sent back, once, by whoever comes first."""

from __future__ import annotations

from uuid import UUID, uuid4

from kechuang.base.actors import system_actor
from kechuang.ledger.models import Instruction
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    prepare_instruction,
)
from kechuang.ledger.states import FundSource
from tests.proof.races.limited import FEWER, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT, TODAY

PREPARER = system_actor("race clerk")
ENDS = ("approve_instruction", "decline_instruction")


class InstructionDecided(Posted):
    """Half of the clients approve, half decline; approving again is no second posting."""

    name = "资金指令 / money instruction"
    attempts = FEWER

    def prepare(self, turn: int) -> UUID:
        book = setting.opened_scheme("instructions").book
        content = {
            "book": book.code,
            "year": TODAY.year,
            "source": FundSource.CITY,
            "doc_no": "竞逐",
            "amount_fen": setting.UNIT_FEN,
        }
        asked = prepare_instruction(
            by=PREPARER,
            at=AT,
            on=TODAY,
            request_id=uuid4(),
            command="appropriate_funds",
            content=content,
        )
        return asked.pk

    def attempt(self, thing: UUID, client: int) -> None:
        asked = Instruction.objects.get(pk=thing)
        if client % 2:
            approve_instruction(by=setting.APPROVER, at=AT, instruction=asked)
            return
        decline_instruction(by=setting.CHECKER, at=AT, instruction=asked, reason="竞逐")

    def harm(self, thing: UUID) -> int:
        return too_many(sum(events(command, thing) for command in ENDS))
