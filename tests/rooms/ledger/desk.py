"""The four-eyes desk of the tests: people with accounts of their own, and what they prepare."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from kechuang.base.roles import Role
from kechuang.ledger import services as ledger
from kechuang.ledger.models import Instruction
from kechuang.ledger.services.instructions import prepare_instruction
from tests.base.registry.cast import Person, person
from tests.rooms.ledger.town import AT, ON, WAN, Town, warrant


def treasurer(name: str) -> Person:
    return person(name, Role.TREASURER)


def prepared(
    by: Person,
    command: str,
    content: dict[str, Any],
    *,
    request_id: UUID | None = None,
    at: datetime = AT,
    on: date = ON,
) -> Instruction:
    return prepare_instruction(
        by=by.actor,
        at=at,
        on=on,
        request_id=request_id or uuid4(),
        command=command,
        content=content,
    )


def allotment(town: Town, amount_fen: int = 10 * WAN) -> dict[str, Any]:
    """Money from the (used up) appropriation of the town's line to its scheme."""
    return {
        "appropriation": town.line.appropriation_id,
        "scheme": town.scheme.code,
        "amount_fen": amount_fen,
        "distribution": "first_come",
    }


def allot_more(town: Town) -> dict[str, Any]:
    """As ``allotment``, from an appropriation that was raised before."""
    document = town.line.appropriation
    values = {"year": document.year, "source": document.source, "doc_no": document.doc_no}
    ledger.appropriate(warrant=warrant(), book=town.book, amount_fen=50 * WAN, **values)
    return allotment(town)


def appropriation(town: Town, amount_fen: int = 10 * WAN) -> dict[str, Any]:
    """More money under the document of the town's line."""
    document = town.line.appropriation
    return {
        "book": town.book.code,
        "year": document.year,
        "source": document.source,
        "doc_no": document.doc_no,
        "amount_fen": amount_fen,
    }


def promise(town: Town, *amounts_fen: int, **changes: object) -> dict[str, Any]:
    """A grant from the town's line."""
    return town.plan(*amounts_fen, **changes).as_content() | {"reservation": None}
