"""What is decided once: an instruction between two people, and the end of a year."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid4

from kechuang.base.actors import system_actor
from kechuang.ledger.models import Book, BookYear, Instruction, Voucher
from kechuang.ledger.services import close_year
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    prepare_instruction,
)
from tests.proof.races.limited import FEWER, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT, TODAY


class InstructionDecided(Posted):
    """Half the clients approve an instruction and half decline it; it is carried out or not."""

    name = "资金指令 / instruction for a second person"
    attempts = FEWER

    def prepare(self, turn: int) -> UUID:
        line = setting.line_of(setting.opened_scheme("instructions"))
        content = {
            "line": line.pk,
            "amount_fen": setting.UNIT_FEN,
            "purpose": "竞逐",
            "expires_at": setting.LATER.isoformat(),
        }
        return prepare_instruction(
            by=system_actor("race"),
            at=AT,
            on=TODAY,
            request_id=uuid4(),
            command="reserve_budget",
            content=content,
        ).pk

    def attempt(self, thing: UUID, client: int) -> None:
        instruction = Instruction.objects.get(pk=thing)
        if client % 2:
            approve_instruction(by=setting.APPROVER, at=AT, instruction=instruction)
        else:
            decline_instruction(by=setting.APPROVER, at=AT, instruction=instruction, reason="竞逐")

    def harm(self, thing: UUID) -> int:
        approved = events("approve_instruction", thing)
        posted = Voucher.objects.filter(request_id=thing).count()
        decided = approved + events("decline_instruction", thing)
        return too_many(decided) or abs(posted - approved)


class Year(NamedTuple):
    book: int
    year: int


class YearClosed(Posted):
    """The year of a book is closed once, and what is left lapses once."""

    name = "年末结账 / closing of a year"
    attempts = FEWER

    def prepare(self, turn: int) -> Year:
        book = setting.opened_scheme(f"year-{turn}", book=f"year-{turn}").book
        setting.plenty_in(book)
        return Year(book.pk, BookYear.objects.get(book=book, year=TODAY.year).pk)

    def attempt(self, thing: Year, client: int) -> None:
        book = Book.objects.get(pk=thing.book)
        close_year(warrant=setting.warrant(), book=book, carry_over=bool(client % 2))

    def harm(self, thing: Year) -> int:
        lapsed = Voucher.objects.filter(book=thing.book, command="close_year").count()
        return too_many(max(lapsed, events("close_year", thing.year)))
