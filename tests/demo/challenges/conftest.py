"""The challenge programme of a small city, built once for its tests and rolled back after them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kechuang.demo.accounts import open_accounts
from kechuang.demo.challenges import load_challenges
from kechuang.demo.challenges.days import at
from kechuang.demo.city import City, build_city
from kechuang.demo.loading import load_city
from kechuang.demo.money.figures import TRANSFER
from kechuang.demo.money.people import APPROVER
from kechuang.ledger import services as ledger

ENTERPRISES = 60


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[City]:
    """A city of sixty firms with its book of technology transfer, and the challenges in it."""
    city = build_city(enterprises=ENTERPRISES)
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(city, at=at("01-03T09:00"), step=lambda text: None)
        open_accounts(city, at=at("01-03T10:00"))
        open_book()
        load_challenges(city)
        yield city
        transaction.set_rollback(True)


def open_book() -> None:
    book = ledger.open_book(
        by=APPROVER,
        at=at("01-03T11:00"),
        code=TRANSFER,
        name="成果转化资金账套",
        name_en="Technology transfer funds",
        department=None,
    )
    ledger.open_year(by=APPROVER, at=at("01-03T11:00"), book=book, year=2026)
