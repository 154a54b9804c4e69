"""The published list: numbers, days, and what machines and everybody may read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput
from kechuang.cases.services import extend_clock
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.facts import bid_facts
from kechuang.programmes.selectors.items import closes_on, feed
from tests.rooms.cases.scene import at, do, sealed, wait
from tests.rooms.programmes.scene import OPENS_ON, Scene, bid_again, item_again

pytestmark = pytest.mark.django_db
PUBLIC = {
    "number", "programme", "topic", "list_class", "demander", "targets", "years", "budget_fen",
    "state", "is_open", "published_at", "bids_open_on", "bids_close_on",
}  # fmt: skip


@pytest.fixture(scope="module")
def kept_listed(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> ListedItem:
    with django_db_blocker.unblock():
        return kept_town.published()


@pytest.fixture
def listed(kept_listed: ListedItem) -> ListedItem:
    """On the list, and not yet open for bids."""
    return item_again(kept_listed)


def opened(item: ListedItem) -> ListedItem:
    wait(item.case, "2026-03-16T09:00")
    return item_again(item)


def test_an_item_is_published_with_its_number_and_days(listed: ListedItem) -> None:
    assert listed.number == "JB2026-000001"
    assert (listed.bids_open_on, listed.announced_close_on) == (OPENS_ON, date(2026, 4, 15))
    assert closes_on(listed) == listed.announced_close_on


def test_bidding_never_opens_before_the_publication(town: Scene) -> None:
    need = town.listable()
    do(need.case, "list_need", town.officer, "2026-03-10T10:00")

    with pytest.raises(InvalidInput, match="before the item is published"):
        do(need.case, "publish", town.officer, "2026-03-11T10:00", bids_open_on=date(2026, 3, 10))
    assert not ListedItem.objects.filter(need=need).exists()


def test_machines_read_public_fields_only(listed: ListedItem) -> None:
    answer = Client().get("/programmes/items.json")

    (told,) = answer.json()["items"]
    assert set(told) == PUBLIC
    assert told["number"] == listed.number
    assert told["targets"][0]["wanted"] == "900"
    assert "1500" not in answer.content.decode()
    assert "张三" not in answer.content.decode()


def test_a_longer_list_takes_no_more_questions(
    town: Scene, listed: ListedItem, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as asked:
        feed()
    town.published(topic="深海电缆接头密封工艺")
    town.published(topic="高速列车制动摩擦材料")

    with django_assert_num_queries(len(asked)):
        assert len(feed()["items"]) == 3


def test_one_act_extends_every_item_and_every_bid(town: Scene, listed: ListedItem) -> None:
    item = opened(listed)
    other = town.bidding(topic="别的题目：深海电缆接头")
    bid = town.bid(item, town.bidder("远方传感科技有限公司"))

    extend_clock(
        by=town.officer,
        at=at("2026-04-01T09:00"),
        round=town.programme.items_round,
        clock="bidding",
        days=10,
        why="系统维护",
    )

    last_day = date(2026, 4, 27)
    assert closes_on(item_again(item)) == closes_on(item_again(other)) == last_day
    assert bid_facts(bid.case, at("2026-04-01T10:00"))["bids_close_on"] == last_day
    sealed(bid.case, town.bidders[0][0].actor, "2026-04-20T09:00")
    wait(bid.case, "2026-04-20T10:00")
    assert bid_again(bid).case.state == "sealed"


def test_the_last_day_stays_known_after_the_closing(town: Scene, listed: ListedItem) -> None:
    item = opened(listed)
    town.sealed(item, town.bidder("远方传感科技有限公司"))

    wait(item.case, "2026-04-15T17:00")

    assert item_again(item).case.state == "sealed"
    assert closes_on(item_again(item)) == date(2026, 4, 15)
