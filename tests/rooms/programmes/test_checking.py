"""Checks are made by rule: people add facts with a source, and overrule nothing."""

from __future__ import annotations

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.refusals import StepRefused
from kechuang.parties.models import PartyFact, Relation
from kechuang.parties.states import RelationKind
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.bids import latest_checks
from kechuang.programmes.selectors.checks import eligibility
from kechuang.programmes.selectors.facts import bid_facts
from tests.cast import Person
from tests.rooms.cases.scene import at, do, paper
from tests.rooms.programmes.scene import Scene, bid_again, item_again

pytestmark = pytest.mark.django_db
WHEN = at("2026-04-17T09:00")


def supply(town: Scene, bid: Bid, **changes: object) -> None:
    given = {
        "kind": "no_affiliation",
        "is_found": False,
        "statement": "章程载明没有持股",
        "source": "公司章程",
        "document": paper(town.officer),
    }
    programmes.supply_finding(by=town.officer, at=WHEN, bid=bid, **{**given, **changes})


def own_a_quarter(town: Scene, bid: Bid) -> None:
    Relation.objects.create(
        party=town.unit, subject=bid.party, kind=RelationKind.SHAREHOLDER, share_bp=2500
    )


def test_every_check_is_kept_with_its_facts_and_basis(bids: list[Bid]) -> None:
    rows = {row.kind: row for row in latest_checks(bids[0])}

    assert {kind: row.verdict for kind, row in rows.items()} == {
        "no_affiliation": "met", "honesty": "met", "one_leader": "met", "funding_ratio": "met",
        "whole_shares": "met",
    }  # fmt: skip
    assert all(row.reasons and row.basis for row in rows.values())
    assert all(row.facts for row in rows.values())
    assert rows["honesty"].sources == ["公示系统查询（示例）"]


def test_an_affiliated_bidder_is_not_admitted(town: Scene, bids: list[Bid]) -> None:
    own_a_quarter(town, bids[0])

    with pytest.raises(StepRefused):
        do(bids[0].case, "admit", town.officer, "2026-04-17T09:00")
    do(bids[0].case, "reject", town.officer, "2026-04-17T09:00")

    assert bid_again(bids[0]).case.state == "objected"


def test_a_clean_bid_cannot_be_rejected(town: Scene, bids: list[Bid]) -> None:
    with pytest.raises(StepRefused):
        do(bids[0].case, "reject", town.officer, "2026-04-17T09:00")


def test_nobody_overrules_what_a_rule_found(town: Scene, bids: list[Bid]) -> None:
    own_a_quarter(town, bids[0])

    with pytest.raises(WrongState, match="nobody overrules it by hand"):
        supply(town, bids[0])
    bids[0].supplied.create(
        kind="no_affiliation", is_found=False, statement="无", source="无",
        document=paper(town.officer), supplied_at=WHEN, supplied_by_id=1,
    )  # fmt: skip

    assert bid_facts(bids[0].case, WHEN)["affiliation_found"] is True


def test_a_supplied_fact_answers_what_the_rule_does_not_know(town: Scene, bids: list[Bid]) -> None:
    PartyFact.objects.create(
        party=bids[0].party, name="relations_read", value="false", source="复核",
        as_of=WHEN.date(), recorded_at=WHEN,
    )  # fmt: skip
    assert "affiliation_found" not in bid_facts(bids[0].case, WHEN)

    supply(town, bids[0])

    assert bid_facts(bids[0].case, WHEN)["affiliation_found"] is False
    (row,) = [one for one in latest_checks(bids[0]) if one.kind == "no_affiliation"]
    assert "公司章程" in row.texts[0].zh


def test_a_supplied_fact_adds_what_no_register_says(town: Scene, bids: list[Bid]) -> None:
    supply(town, bids[0], kind="honesty", is_found=True, statement="受到行政处罚")

    assert bid_facts(bids[0].case, WHEN)["dishonesty_found"] is True
    with pytest.raises(StepRefused):
        do(bids[0].case, "admit", town.officer, "2026-04-17T10:00")


@pytest.mark.parametrize("kind", ["funding_ratio", "whole_shares"])
def test_arithmetic_takes_no_supplied_fact(town: Scene, bids: list[Bid], kind: str) -> None:
    with pytest.raises(InvalidInput, match="takes no addition"):
        supply(town, bids[0], kind=kind)


def test_what_the_round_does_not_ask_takes_no_supplied_fact(town: Scene, bids: list[Bid]) -> None:
    with pytest.raises(InvalidInput, match="does not ask for this check"):
        supply(town, bids[0], kind="local_host")


def test_a_supplied_fact_names_its_source(town: Scene, bids: list[Bid]) -> None:
    with pytest.raises(InvalidInput):
        supply(town, bids[0], kind="honesty", is_found=True, source=" ")


def test_only_officers_check_and_supply(
    town: Scene, bids: list[Bid], charlie: Person, auditor: Person
) -> None:
    strangers = (town.demander.actor, town.bidders[0][0].actor, charlie.actor, auditor.actor)
    for who in (*strangers, town.also_officer(town.bidders[1][0])):
        with pytest.raises(NotAllowed):
            programmes.check_bid(by=who, at=WHEN, bid=bids[0])
        with pytest.raises(NotAllowed):
            programmes.supply_finding(
                by=who, at=WHEN, bid=bids[0], kind="honesty", is_found=True, statement="有",
                source="有", document=paper(town.officer),
            )  # fmt: skip


def test_a_bid_is_checked_anew_when_a_register_was_read(town: Scene, bids: list[Bid]) -> None:
    own_a_quarter(town, bids[0])

    rows = programmes.check_bid(by=town.officer, at=WHEN, bid=bids[0])

    assert {row.kind: row.verdict for row in rows}["no_affiliation"] == "not_met"
    assert bids[0].checks.filter(kind="no_affiliation").count() == 2


def test_a_party_learns_early_that_it_is_affiliated(town: Scene) -> None:
    item = town.bidding()
    who, unit = town.bidder("早问传感公司")
    Relation.objects.create(
        party=town.unit, subject=unit, kind=RelationKind.SHAREHOLDER, share_bp=2500
    )

    findings = {one.kind: one for one in eligibility(item_again(item), unit, WHEN)}

    assert findings["no_affiliation"].is_met is False
    assert findings["honesty"].is_met is True
    assert who


def test_a_leader_of_an_earlier_bid_for_another_item_is_found(town: Scene) -> None:
    first = town.bidding()
    second = town.bidding(topic="深海电缆接头密封工艺")
    names = ("第一家传感公司", "另一家传感公司", "第三家传感公司")
    one, other, third = map(town.bidder, names)
    leader = {"code": "ID 7", "name": "李四"}
    earlier = town.sealed(first, one, project_leader=leader)
    later = town.sealed(second, other, project_leader=leader)
    namesake = town.sealed(second, third, project_leader={"code": "", "name": "李四"})
    for item in (first, second):
        town.unsealed(item)

    def leads(bid: Bid) -> object:
        return bid_facts(bid_again(bid).case, WHEN).get("leads_elsewhere")

    assert (leads(earlier), leads(later), leads(namesake)) == (False, True, None)
