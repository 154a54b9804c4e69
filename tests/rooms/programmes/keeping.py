"""What a module builds once: each test's own changes are rolled back, and then the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from kechuang.programmes.models import Bid, ListedItem
from tests.rooms.programmes.scene import Scene, bid_again, item_again

Built = tuple[ListedItem, list[Bid]] | ListedItem | None


@contextmanager
def lasting(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows written inside last until the end, outside of the transactions of the tests."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


class Staged(NamedTuple):
    """A round that has come to a stage; ``item`` is there from the list on, bids once opened."""

    town: Scene
    item: ListedItem
    bids: list[Bid]

    def again(self) -> Staged:
        """The same stage for a test of its own, as the database has it."""
        return Staged(
            self.town.again(), item_again(self.item), [bid_again(bid) for bid in self.bids]
        )


def stage(build: Callable[[Scene], Built]) -> pytest.MarkDecorator:
    """The test begins where ``build`` leads; tests of one stage share it, and no others see it."""
    return pytest.mark.parametrize("kept_stage", [build], indirect=True, ids=[build.__name__])


def nothing(town: Scene) -> None:
    """The stage of a round in which nobody did anything yet."""


def staged_by(build: Callable[[Scene], Built], town: Scene) -> Scene | Staged:
    match build(town):
        case None:
            return town
        case ListedItem() as item:
            return Staged(town, item, [])
        case item, bids:
            return Staged(town, item, bids)
