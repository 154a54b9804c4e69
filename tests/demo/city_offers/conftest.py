"""A small city with its sweep and its offers, built once for these tests and rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kechuang.demo.accounts import open_accounts
from kechuang.demo.challenges.days import at
from kechuang.demo.city import City, build_city
from kechuang.demo.loading import SWEPT_ON, load_city
from kechuang.demo.offers import load_offers
from kechuang.policies.services import publish_policies
from tests.base.registry.cast import AT
from tests.demo.challenges.conftest import open_book
from tests.journeys.small_region import SYSTEM, sweep

ENTERPRISES = 150


@pytest.fixture(scope="module")
def offered(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[City]:
    city = build_city(enterprises=ENTERPRISES)
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(city, at=at("01-03T09:00"), step=lambda text: None)
        open_accounts(city, at=at("01-03T10:00"))
        open_book()
        publish_policies(by=SYSTEM, at=AT)
        sweep(SWEPT_ON)
        load_offers()
        yield city
        transaction.set_rollback(True)
