"""Nobody reads a name in a phase in which the procedure gives it to nobody.

Each of these tests fails when ``may_see`` is not asked, or says yes to everything.
"""

from __future__ import annotations

import pytest
import yaml
from django.test import Client

from kechuang.cases.services import enter_procedure
from kechuang.demands.states import Confidentiality
from kechuang.engines.flow import may_see
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.presenting.applicant.findings import findings_about
from kechuang.programmes.selectors import naming
from kechuang.programmes.services import begin_bid, choose_winner, open_programme
from tests.base.registry.cast import Person
from tests.engines.flow.playing import PROCEDURES
from tests.rooms.cases.scene import at, do, wait
from tests.rooms.programmes.keeping import Staged, nothing, stage
from tests.rooms.programmes.pages.public_reading import (
    FEED,
    MINE,
    ROUNDS,
    Calendar,
    item_address,
    list_address,
    text_of,
)
from tests.rooms.programmes.scene import (
    OPENED,
    Scene,
    bid_again,
    entered,
    item_again,
    label_of,
)
from tests.rooms.reviews import town as reviews

pytestmark = pytest.mark.django_db
PUBLIC = (ROUNDS, FEED, list_address())


@pytest.fixture
def town(kept_stage: Scene) -> Scene:
    return kept_stage.again()


def public_text(item: ListedItem, client: Client | None = None) -> str:
    pages = (*PUBLIC, item_address(item), f"/cases/public/{item.case.number}/")
    return "".join(text_of(client or Client(), page) for page in pages)


def names(bids: list[Bid]) -> list[str]:
    return [bid.party.name for bid in bids]


def told(bids: list[Bid], text: str) -> list[str]:
    return [name for name in names(bids) if name in text]


@stage(Scene.two_bids)
def test_no_bidder_is_named_before_publicity_and_then_the_winner_only(staged: Staged) -> None:
    town, item, bids = staged
    assert told(bids, public_text(item)) == []

    for bid in bids:
        do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")

    assert told(bids, public_text(item_again(item))) == []


@stage(Scene.reviewed)
def test_the_proposed_winner_is_named_from_publicity_on(staged: Staged) -> None:
    town, item, bids = staged
    in_choosing = public_text(item)
    choose_winner(
        by=town.poser,
        at=at("2026-05-08T09:00"),
        item=item,
        label=label_of(bids[1]),
        reason="更合用",
    )
    in_proposing = public_text(item_again(item))
    do(item.case, "propose", town.officer, "2026-05-11T09:00")
    in_publicity = public_text(item_again(item))

    assert [told(bids, text) for text in (in_choosing, in_proposing, in_publicity)] == [
        [], [], [bids[1].party.name],
    ]  # fmt: skip


@stage(nothing)
def test_the_page_follows_the_procedure_and_nothing_else(town: Scene) -> None:
    """Where a pack lets everybody read the winner sooner, the page shows it sooner."""
    pack = yaml.safe_load(PROCEDURES["jinan-challenge"].source)
    for phase in pack["visibility"]["phases"]:
        if phase.get("fields") == "winner" and phase.get("states") == "proposing":
            phase["sees"] = ["demander", "public"]
    sooner = yaml.safe_dump(pack, allow_unicode=True, sort_keys=False)
    entered("jinan-challenge")
    version = enter_procedure(by=reviews.OFFICER, at=OPENED, content=sooner)
    programme = open_programme(
        by=town.officer, at=OPENED, code="sooner", year=2026, title="提前公开", version=version
    )
    town.programme = programme
    item, bids = town.reviewed()
    wait(item.case, "2026-05-21T00:00")

    assert told(bids, public_text(item_again(item))) == [bids[0].party.name]


@stage(Scene.reviewed)
def test_the_demander_reads_labels_until_it_has_chosen(staged: Staged, calendar: Calendar) -> None:
    town, item, bids = staged
    calendar.turn_to("2026-05-08T09:00")
    client = town.demander.client
    pages = (f"{item_address(item)}choice/", MINE, f"/cases/{item.case.number}/")

    while_choosing = "".join(text_of(client, page) for page in pages)
    choose_winner(
        by=town.poser,
        at=at("2026-05-08T09:00"),
        item=item,
        label=label_of(bids[1]),
        reason="更合用",
    )
    afterwards = "".join(text_of(client, page) for page in pages)

    assert label_of(bids[0]) in while_choosing
    assert told(bids, while_choosing) == []
    assert told(bids, afterwards) == [bids[1].party.name]


@stage(Scene.bidding)
def test_the_demander_is_named_no_more_once_nobody_answered(staged: Staged) -> None:
    town, item, _ = staged
    assert town.unit.name in public_text(item)

    wait(item.case, "2026-04-15T17:00")

    text = public_text(item_again(item))
    assert town.unit.name not in text
    assert "现阶段不公开" in text


@stage(nothing)
def test_a_hidden_demander_is_named_to_nobody_who_wants_to_bid(
    town: Scene, calendar: Calendar
) -> None:
    town.demand = {"confidentiality": Confidentiality.NAME_HIDDEN}
    item = town.bidding()
    who, unit = town.bidder("远方传感科技有限公司")
    relative, _ = town.bidder("云澜甲传感有限公司")
    unit.relations.create(subject=town.unit, kind="shareholder", share_bp=6_000)
    calendar.turn_to("2026-03-20T10:00")

    page = text_of(who.client, f"{item_address(item)}bid/")

    assert "与需求方存在关联" in page
    assert town.unit.name not in page + public_text(item, relative.client)


@stage(Scene.bidding)
def test_a_bidder_is_not_told_for_what_a_person_of_the_same_name_stands(staged: Staged) -> None:
    town, item, _ = staged
    same = {"project_leader": {"name": "李四"}}
    other = town.bidding(topic="深海电缆接头密封工艺")
    town.sealed(other, town.bidder("第一家传感公司"), **same)
    mine = town.bidder("第二家传感公司")
    bid = town.sealed(item, mine, **same)
    town.unsealed(other)
    item = town.unsealed(item)
    again = bid_again(bid)
    assert other.number in str([row.reasons for row in again.checks.all()])

    page = text_of(mine[0].client, f"/programmes/bids/{bid.case.number}/")

    assert "同名负责人" in page
    assert other.number not in page
    assert all(
        other.number not in str(one.reasons)
        for one in findings_about(again, at("2026-04-17T09:00"))
    )


@stage(Scene.bidding)
def test_a_bid_is_there_for_its_own_people_only(
    staged: Staged, charlie: Person, auditor: Person
) -> None:
    town, item, _ = staged
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"))
    rival = town.bidder("另一家传感科技有限公司")[0]
    address = f"/programmes/bids/{bid.case.number}/"

    assert town.bidders[0][0].client.get(address).status_code == 200
    for other in (rival, town.demander, charlie, auditor):
        assert other.client.get(address).status_code == 404
        assert bid.case.number not in text_of(other.client, MINE)


@stage(Scene.bidding)
def test_the_choice_is_there_for_the_demander_only(staged: Staged, charlie: Person) -> None:
    town, item, _ = staged
    bidder = town.bidder("远方传感科技有限公司")[0]
    begin_bid(by=bidder.actor, at=at("2026-03-17T09:00"), item=item, party=town.bidders[0][1])

    for other in (bidder, charlie):
        assert other.client.get(f"{item_address(item)}choice/").status_code == 404
    assert town.demander.client.get(f"{item_address(item)}choice/").status_code == 200


@pytest.fixture
def blind_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """Visibility switched off, as a careless change might."""
    monkeypatch.setattr(naming, "may_see", lambda *_, **__: True)


@stage(Scene.reviewed)
def test_with_visibility_off_the_names_would_stand_there(staged: Staged, blind_eye: None) -> None:
    _, item, bids = staged
    """The red control: the same pages, and the guard alone keeps the names away."""
    wait(item.case, "2026-05-21T00:00")
    item = item_again(item)

    assert told(bids, public_text(item)) == [bids[0].party.name]
    assert not may_see(PROCEDURES["challenge"], item.case.state, "public", naming.WINNER)
