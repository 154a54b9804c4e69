"""The writes that are put to the proof: a voucher of the ledger with its paper in the file store,
or a sealed bid."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.db import connections, transaction
from django.test import Client

from kechuang.accounts.models import User
from kechuang.base.actors import system_actor
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.ledger.models import Book
from kechuang.ledger.services import Warrant, appropriate, open_book, open_year
from kechuang.ledger.states import FundSource
from tests.proof.kills.orders import Order
from tests.proof.kills.sealing import BIDS, lay_bids, seal

BOOK, YEAR, DOCUMENTS = "proof", 2026, 7
AT, ON = datetime(YEAR, 11, 21, 1, 0, tzinfo=UTC), date(YEAR, 11, 21)
PREPARER, APPROVER = system_actor("proof preparer"), system_actor("proof approver")


def lay_book(bids: int = BIDS) -> None:
    """The book that orders are posted to, and the bids that they seal."""
    named = {"code": BOOK, "name": "证明账套", "name_en": "Book of the proof"}
    book = open_book(by=APPROVER, at=AT, department=None, **named)
    open_year(by=APPROVER, at=AT, book=book, year=YEAR)
    if bids:
        lay_bids(bids)


def carry_out(order: Order) -> str:
    """What every client asks for; the answer is its receipt."""
    return seal(order) if order.is_seal else post(order)


@transaction.atomic
def post(order: Order) -> str:
    """Post the order and keep its paper; the receipt is the voucher. A replay changes nothing."""
    voucher = appropriate(
        warrant=Warrant(PREPARER, APPROVER, AT, ON, order.request_id),
        book=Book.objects.get(code=BOOK),
        year=YEAR,
        source=FundSource.CITY,
        doc_no=f"虚构指标〔{YEAR}〕{order.request_id.int % DOCUMENTS + 1} 号",
        amount_fen=order.amount_fen,
    )
    if not StoredFile.objects.filter(digest=digest_of(order)).exists():
        store_file(by=PREPARER, at=AT, name=f"{order.request_id}.csv", content=paper(order))
    return str(voucher)


def paper(order: Order) -> bytes:
    return f"request,fen\n{order.request_id},{order.amount_fen}\n".encode()


def digest_of(order: Order) -> str:
    return hashlib.sha256(paper(order)).hexdigest()


def session_of_a_clerk() -> str:
    """The session key of somebody who is logged in."""
    client = Client()
    client.force_login(User.objects.get_or_create(username="proof", full_name="证明")[0])
    return client.cookies["sessionid"].value


@contextmanager
def looking_at(url: str, folder: Path) -> Iterator[None]:
    """Read another database and file store in this process for a while."""
    connections["default"].close()
    own, own_folder = dict(connections["default"].settings_dict), settings.DATA_FOLDER
    connections["default"].settings_dict.update(dj_database_url.parse(url))
    settings.DATA_FOLDER = folder
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].settings_dict.update(own)
        settings.DATA_FOLDER = own_folder
