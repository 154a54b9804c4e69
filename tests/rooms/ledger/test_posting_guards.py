"""Books, postings, promises: what the database refuses itself, and would take without a guard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model

from kechuang.ledger import services as ledger
from kechuang.ledger.models import (
    Account,
    Book,
    BookYear,
    Grant,
    Instruction,
    Transfer,
    Voucher,
)
from kechuang.ledger.services.instructions import decline_instruction
from kechuang.ledger.states import Phase
from tests.base.registry.cast import clerk
from tests.rooms.ledger.desk import appropriation, prepared, treasurer
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db


def again(row: Model, **changes: object) -> None:
    """The row once more, as somebody writes it who knows the tables."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save(force_insert=True)


def skip_a_number(town: Town) -> None:
    BookYear.objects.update(last_number=F("last_number") + 2)


def open_a_closed_year(town: Town) -> None:
    closed = BookYear.objects.create(book=town.book, year=ON.year - 1, closed_at=AT)
    BookYear.objects.filter(pk=closed.pk).update(closed_at=None)


def delete_a_year(town: Town) -> None:
    empty = BookYear.objects.create(book=town.book, year=ON.year - 1)
    BookYear.objects.filter(pk=empty.pk).delete()


def post_in_a_closed_year(town: Town) -> None:
    BookYear.objects.create(book=town.book, year=ON.year - 1, closed_at=AT)
    again(Voucher.objects.latest("pk"), year=ON.year - 1, number=1, request_id=uuid4())


def resolve_what_is_not_pending(town: Town) -> None:
    posted = Transfer.objects.filter(phase=Phase.SINGLE).latest("pk")
    again(posted, phase=Phase.POST, pending_id=posted.pk, position=9, id=uuid4())


def resolve_more_than_was_held(town: Town) -> None:
    until = AT + timedelta(days=7)
    told = {"amount_fen": WAN, "purpose": "公示", "expires_at": until}
    ledger.reserve_budget(warrant=warrant(), line=town.line, **told)
    held = Transfer.objects.get(kind="reserve")
    more = {"amount_fen": 2 * WAN, "position": 9, "expires_at": None}
    again(held, phase=Phase.POST, pending_id=held.pk, id=uuid4(), **more)


def post_across_books(town: Town) -> None:
    other = Book.objects.create(code="other", name="别的账套", name_en="Another book")
    elsewhere = Account.objects.first()
    again(elsewhere, book=other, code="elsewhere")
    posted = Transfer.objects.latest("pk")
    again(posted, credit=elsewhere, position=9, reference="x", id=uuid4())


def decide_again(town: Town) -> None:
    asked = prepared(clerk("制单员"), "appropriate_funds", appropriation(town))
    decline_instruction(by=treasurer("复核员").actor, at=AT, instruction=asked, reason="有误")
    Instruction.objects.filter(pk=asked.pk).update(state="prepared")


def grant_the_same_again(town: Town) -> None:
    town.grant()
    again(Grant.objects.get(), number="ZX-again")


def revive_what_was_granted_again(town: Town) -> None:
    town.grant()
    Grant.objects.update(cancelled_at=AT)
    again(Grant.objects.get(), number="ZX-again", cancelled_at=None)
    Grant.objects.update(cancelled_at=None)


FORBIDDEN: dict[str, tuple[str, Callable[[Town], None]]] = {
    "numbers without a gap": ("ledger_bookyear_counts", skip_a_number),
    "closed stays closed": ("ledger_bookyear_counts", open_a_closed_year),
    "years stay": ("ledger_bookyear_kept", delete_a_year),
    "nothing in a closed year": ("ledger_voucher_open_year", post_in_a_closed_year),
    "only what is held": ("ledger_transfer_resolves", resolve_what_is_not_pending),
    "no more than is held": ("ledger_transfer_resolves", resolve_more_than_was_held),
    "one book": ("ledger_transfer_one_book", post_across_books),
    "decided once": ("ledger_instruction_decided_once", decide_again),
    "granted once": ("grant_once_per_ground_insert", grant_the_same_again),
    "not revived": ("grant_once_per_ground_update", revive_what_was_granted_again),
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_the_database_refuses(rule: str) -> None:
    town = small_treasury()

    with pytest.raises(DatabaseError), transaction.atomic():
        FORBIDDEN[rule][1](town)


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_without_its_guard_it_would_be_written(rule: str) -> None:
    guard, write = FORBIDDEN[rule]
    town = small_treasury()
    take_away(guard)

    write(town)


def take_away(guard: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(f"DROP TRIGGER {guard}")
        elif guard.startswith("grant_once_per_ground"):
            cursor.execute("ALTER TABLE ledger_grant DROP CONSTRAINT grant_once_per_ground")
        else:
            table = guard.rsplit("_", guard.count("_") - 1)[0]
            cursor.execute(f"DROP TRIGGER {guard} ON {table}")
