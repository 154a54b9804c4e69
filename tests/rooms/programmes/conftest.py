"""Scenes that a module builds once; each test gets its own view of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.programmes.models import Bid, ListedItem, Need
from tests.rooms.programmes.keeping import Staged, lasting, staged_by
from tests.rooms.programmes.scene import Scene, bid_again, item_again, refreshed, scene


@pytest.fixture(scope="module")
def kept_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """A round of Jinan without money."""
    with lasting(django_db_blocker):
        yield scene(with_money=False)


@pytest.fixture
def town(kept_town: Scene) -> Scene:
    return kept_town.again()


@pytest.fixture(scope="module")
def kept_need(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> Need:
    with django_db_blocker.unblock():
        return kept_town.need()


@pytest.fixture
def need(kept_need: Need) -> Need:
    """Filed, and not yet examined."""
    return refreshed(kept_need)


@pytest.fixture(scope="module")
def kept_item(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> ListedItem:
    with django_db_blocker.unblock():
        return kept_town.bidding()


@pytest.fixture
def item(kept_item: ListedItem) -> ListedItem:
    """On the list, and open for bids."""
    return item_again(kept_item)


@pytest.fixture(scope="module")
def kept_bids(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> list[Bid]:
    with django_db_blocker.unblock():
        return kept_town.two_bids()[1]


@pytest.fixture
def bids(kept_bids: list[Bid]) -> list[Bid]:
    """Two of them for one item, in their formal check."""
    return [bid_again(bid) for bid in kept_bids]


@pytest.fixture(scope="module")
def kept_stage(
    request: pytest.FixtureRequest, kept_town: Scene, django_db_blocker: DjangoDbBlocker
) -> Iterator[Scene | Staged]:
    """Where ``stage`` of the tests leads; undone before the next stage begins."""
    with lasting(django_db_blocker):
        yield staged_by(request.param, kept_town.again())


@pytest.fixture
def staged(kept_stage: Staged) -> Staged:
    return kept_stage.again()
