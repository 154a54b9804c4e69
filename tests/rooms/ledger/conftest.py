"""What a module posts once; each test gets its own view of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.rooms.ledger.town import Town
from tests.rooms.programmes.keeping import lasting


@pytest.fixture(scope="module")
def kept_books(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Town]:
    """What ``books`` of the tests names; undone before the next scene is posted."""
    with lasting(django_db_blocker):
        yield request.param()


@pytest.fixture
def town(kept_books: Town) -> Town:
    return kept_books.again()
