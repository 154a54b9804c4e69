"""Opening books, years and accounts; no money moves here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kechuang.accounts.models import Department
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_approve
from kechuang.ledger.models import Account, Book, BookYear, Scheme
from kechuang.ledger.models.books import LONGEST_NAME
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import AccountRole

OPEN = Text("开立账套", "open books")
UNLIMITED = (AccountRole.SOURCE,)


@transaction.atomic
def open_book(
    *, by: Actor, at: datetime, code: str, name: str, name_en: str, department: Department | None
) -> Book:
    """Open a set of accounts; a code that is known stays as it is."""
    require(can_approve(by), OPEN)
    named = {"name": name, "name_en": name_en, "department": department}
    book, is_new = Book.objects.get_or_create(code=code, defaults=named)
    if is_new:
        record_sealed(
            by=by, at=at, command="open_book", target=book, payload={"code": code}, sealed=[book]
        )
    return book


@transaction.atomic
def open_year(*, by: Actor, at: datetime, book: Book, year: int) -> BookYear:
    """Open a fiscal year of a book; a year that is open stays as it is."""
    require(can_approve(by), OPEN)
    opened, is_new = BookYear.objects.get_or_create(book=book, year=year)
    if is_new:
        payload = {"book": book.code, "year": year}
        record_sealed(
            by=by, at=at, command="open_year", target=opened, payload=payload, sealed=[opened]
        )
    return opened


@transaction.atomic
def register_scheme(
    *, by: Actor, at: datetime, book: Book, code: str, name: str, name_en: str
) -> Scheme:
    """Enter a funding scheme; a code that is known stays as it is."""
    require(can_approve(by), Text("登记专项", "enter a funding scheme"))
    named = {"name": name, "name_en": name_en, "book": book}
    scheme, is_new = Scheme.objects.get_or_create(code=code, defaults=named)
    if is_new:
        record_sealed(
            by=by,
            at=at,
            command="register_scheme",
            target=scheme,
            payload={"code": code},
            sealed=[scheme],
        )
    return scheme


def open_account(book: Book, *, role: AccountRole, key: str, name: str) -> Account:
    """The account ``role:key`` of the book, opened if new; inside a command that posts to it."""
    account, _ = Account.objects.get_or_create(
        book=book, code=f"{role}:{key}", defaults=_described(role, name)
    )
    return account


def new_account(book: Book, *, role: AccountRole, key: str, name: str) -> Account:
    """As ``open_account``, for the ``key`` of a record that the same command makes."""
    return Account.objects.create(book=book, code=f"{role}:{key}", **_described(role, name))


def _described(role: AccountRole, name: str) -> dict[str, Any]:
    return {"name": name[:LONGEST_NAME], "role": role, "is_limited": role not in UNLIMITED}
