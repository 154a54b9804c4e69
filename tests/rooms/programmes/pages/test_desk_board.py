"""The desk itself: figures, what waits for whom, and who may see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kechuang.base.roles import Role
from kechuang.programmes.selectors.desk.board import rounds_on_desk
from kechuang.programmes.selectors.desk.stages import BidStage, Stage
from tests.base.registry.cast import HARBOUR_DISTRICT, person
from tests.rooms.cases.scene import do, wait
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.pages.at_desk import (
    address,
    client_of,
    on,
    reader,
    statuses_of,
    text_of,
)
from tests.rooms.programmes.scene import closing_day, scene

pytestmark = pytest.mark.django_db


def test_the_bureau_and_auditors_see_the_desk_and_nobody_else() -> None:
    scene(with_money=False)

    found = statuses_of(address("desk"))

    assert found == {
        "city clerk": 200, "lake clerk": 200, "harbour clerk": 200, "auditor": 200,
        "enterprise": 403, "treasurer": 403, "expert": 403, "nobody": 403,
    }  # fmt: skip


def test_an_empty_desk_says_how_to_begin(db: None) -> None:
    city, district = (
        text_of(reader(name), address("desk")) for name in ("city clerk", "lake clerk")
    )

    assert address("desk_packs") in city
    assert address("desk_packs") not in district
    assert "还没有年度揭榜计划" in district


def test_needs_and_bids_are_counted_by_stage() -> None:
    town = scene(with_money=False)
    town.two_bids()
    town.need(topic="另一个需求")

    (found,) = rounds_on_desk(town.officer)

    assert found.needs == {Stage.CHECKING: 1, Stage.EXAMINING: 1}
    assert found.bids == {BidStage.CHECKING: 2}
    assert found.total == 2


def test_bids_are_no_number_before_the_deadline_and_one_after_it() -> None:
    town = scene(with_money=False)
    item = town.bidding()
    town.sealed(item, town.bidder("远方传感科技有限公司"))
    (before,) = rounds_on_desk(town.officer)
    wait(item.case, f"{closing_day(item)}T17:00")

    (after,) = rounds_on_desk(town.officer)

    assert before.bids == {}
    assert after.bids == {BidStage.UNOPENED: 1}


def test_the_board_says_whose_turn_it_is_and_until_when(monkeypatch: pytest.MonkeyPatch) -> None:
    town = scene(with_money=False)
    need = town.need()
    on(monkeypatch, "2026-03-03T09:00")

    page = text_of(client_of(town.officer), address("desk"))

    assert need.case.number in page
    assert "项目主管" in page
    assert "2026-03-30" in page
    assert "<svg" in page


def test_money_held_for_awards_is_told_against_its_line() -> None:
    town = scene()
    town.approved()

    (found,) = rounds_on_desk(town.officer)

    assert found.money
    assert (found.money.own_held_fen, found.money.held_fen) == (300 * WAN, 300 * WAN)
    assert found.money.free_fen == found.money.budget_fen - 300 * WAN
    assert "300万元" in text_of(client_of(town.officer), address("desk"))


def test_a_clerk_of_a_district_reads_its_items_but_no_books() -> None:
    town = scene()
    town.need()
    lake, harbour = (
        person(name, Role.BUREAU, district=district).actor
        for name, district in (("lake", "990101"), ("harbour", HARBOUR_DISTRICT))
    )

    (seen,), (unseen,) = rounds_on_desk(lake), rounds_on_desk(harbour)

    assert (seen.total, seen.money) == (1, None)
    assert unseen.total == 0


def test_what_the_clerk_has_an_interest_in_is_not_on_the_desk() -> None:
    town = scene(with_money=False)
    item, _ = town.two_bids()
    bidder = town.also_officer(town.bidders[0][0])

    (found,) = rounds_on_desk(bidder)

    assert (found.needs, found.bids) == ({}, {})
    client = client_of(bidder)
    assert client.get(address("desk_item", item.number)).status_code == 404
    assert client.get(address("desk_need", item.case.number)).status_code == 404


def test_the_list_is_filtered_by_stage_and_saved_as_a_workbook() -> None:
    town = scene(with_money=False)
    need, listed = town.need(topic="甲"), town.listable(topic="乙")
    do(listed.case, "list_need", town.officer, "2026-03-10T10:00")
    officer = client_of(town.officer)

    page = text_of(officer, f"{address('desk')}?stage=listable")
    saved = officer.get(f"{address('desk')}?export=xlsx")

    assert listed.case.number in page
    assert need.case.number not in page
    assert saved.status_code == 200
    assert saved.headers["Content-Type"].endswith("sheet")


def test_the_board_asks_as_much_for_three_needs_as_for_one() -> None:
    town = scene(with_money=False)
    officer = client_of(town.officer)
    asked = []
    for number in range(3):
        town.need(topic=f"需求{number}")
        text_of(officer, address("desk"))
        with CaptureQueriesContext(connection) as queries:
            text_of(officer, address("desk"))
        asked.append(len(queries))

    assert asked[0] == asked[1] == asked[2]
