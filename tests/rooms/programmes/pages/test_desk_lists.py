"""A list is published: several items at once, all of them or none."""

from __future__ import annotations

from typing import Any

import pytest

from kechuang.audit.models import Event
from kechuang.programmes.models import ListedItem, Need
from tests.rooms.cases.scene import do, fresh
from tests.rooms.programmes.pages.at_desk import (
    READERS,
    address,
    client_of,
    on,
    reader,
    statuses_of,
    text_of,
)
from tests.rooms.programmes.scene import Scene, scene

pytestmark = pytest.mark.django_db
CODE = "jinan-challenge"


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Scene:
    on(monkeypatch, "2026-03-11T09:00")
    return scene(with_money=False)


def admitted(town: Scene, topic: str) -> Need:
    need = town.listable(topic=topic)
    do(need.case, "list_need", town.officer, "2026-03-10T10:00")
    return need


def published(town: Scene, needs: list[Need], day: str = "2026-03-16", **more: Any) -> Any:
    body = {"need": [one.case.number for one in needs], "bids_open_on": day, **more}
    return client_of(town.officer).post(address("desk_list", CODE), body)


def test_everybody_at_the_desk_reads_the_list(town: Scene) -> None:
    assert statuses_of(address("desk_list", CODE)) == READERS | {"harbour clerk": 200}


def test_several_items_are_published_at_once(town: Scene) -> None:
    needs = [admitted(town, topic) for topic in ("甲题", "乙题")]

    answer = published(town, needs)

    items = ListedItem.objects.order_by("number")
    assert answer.status_code == 302
    assert [item.need for item in items] == needs
    assert {item.bids_open_on.isoformat() for item in items} == {"2026-03-16"}
    assert {fresh(need.case).state for need in needs} == {"published"}
    event = Event.objects.get(command="publish_together")
    assert event.payload["items"] == [item.number for item in items]


def test_one_that_cannot_be_published_keeps_all_from_it(town: Scene) -> None:
    needs = [admitted(town, topic) for topic in ("甲题", "乙题")]

    answer = published(town, needs, day="2026-03-01")

    assert answer.status_code == 422
    assert "早于公布之日" in answer.content.decode()
    assert not ListedItem.objects.exists()
    assert {fresh(need.case).state for need in needs} == {"listable"}


@pytest.mark.parametrize(("ticked", "day"), [([], "2026-03-16"), ([0], "")])
def test_something_is_ticked_and_a_day_is_named(town: Scene, ticked: list[int], day: str) -> None:
    needs = [admitted(town, "甲题")]

    answer = published(town, [needs[number] for number in ticked], day)

    assert answer.status_code == 422
    assert not ListedItem.objects.exists()


def test_only_what_waits_to_be_published_is_taken(town: Scene) -> None:
    waiting, filed = admitted(town, "甲题"), town.need(topic="乙题")

    published(town, [waiting, filed])

    assert [item.need for item in ListedItem.objects.all()] == [waiting]
    assert fresh(filed.case).state == "filed"


def test_auditors_and_outsiders_publish_nothing(town: Scene) -> None:
    need = admitted(town, "甲题")
    body = {"need": [need.case.number], "bids_open_on": "2026-03-16"}

    answers = {
        who: reader(who).post(address("desk_list", CODE), body).status_code
        for who in ("auditor", "enterprise", "harbour clerk")
    }

    assert answers == {"auditor": 403, "enterprise": 403, "harbour clerk": 422}
    assert not ListedItem.objects.exists()


def test_what_is_published_leads_to_its_pages(town: Scene) -> None:
    published(town, [admitted(town, "甲题")])

    page = text_of(client_of(town.officer), address("desk_list", CODE))

    item = ListedItem.objects.get()
    assert address("desk_item", item.number) in page
    assert "没有等待公布的需求" in page
