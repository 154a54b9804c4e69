"""A fact stated after the sweep: the answer says as of when it is, and what it would be now."""

from __future__ import annotations

import pytest

from kechuang.entitlements.current import answer_now, changes_since
from kechuang.entitlements.selectors import answers_of_party
from kechuang.parties.services import NewFact, state_facts
from tests.base.registry.cast import TODAY
from tests.journeys.small_region import BUYER, ON, Region, sweep
from tests.rooms.cases.scene import at

pytestmark = pytest.mark.django_db
LATER = at("2026-11-24T09:00")


def state(region: Region, paid_fen: int) -> None:
    fact = NewFact(
        region.near.credit_code, "tech_purchase_paid", paid_fen, "年度报表", TODAY, period="2025"
    )
    state_facts(by=region.people["bureau"].actor, at=LATER, facts=[fact])


def since(region: Region):
    run = region.run
    assert run is not None
    return changes_since(region.near, run, answers_of_party(region.near), on=ON)


def pages(region: Region) -> list[str]:
    run = region.run
    assert run is not None
    answer = run.entitlements.get(party=region.near, pack_id=BUYER[0], clause_id=BUYER[1])
    client = region.people["bureau"].client
    places = (f"/entitlements/party/{region.near.pk}/", f"/entitlements/answer/{answer.pk}/")
    return [client.get(place).content.decode() for place in places]


def test_while_no_fact_was_added_nothing_is_computed_and_nothing_said(region: Region) -> None:
    assert since(region).count == 0
    assert not any("之后新增" in page for page in pages(region))


def test_a_fact_that_changes_the_answer_gives_the_new_one_beside_the_old(region: Region) -> None:
    state(region, 250_000_000)

    found = since(region)

    changed = {(one.kept.pack_id, one.kept.clause_id): one for one in found.renewed}
    assert found.count == 1
    assert BUYER in changed
    assert (changed[BUYER].kept.verdict, changed[BUYER].now.verdict.value) == ("not_met", "met")
    now = answer_now(region.near, *BUYER, on=ON)
    assert now is not None
    for page in pages(region):
        assert "之后新增 1 项数据" in page
        assert "下列结论已不同" in page


def test_a_fact_that_changes_nothing_is_told_of_as_well(region: Region) -> None:
    fact = NewFact(region.near.credit_code, "employees", 7, "年报", TODAY, period="2025")
    state_facts(by=region.people["bureau"].actor, at=LATER, facts=[fact])

    assert since(region).renewed == ()
    assert "结论和金额不变" in pages(region)[0]


def test_after_the_next_sweep_the_answer_is_the_new_one(region: Region) -> None:
    state(region, 250_000_000)
    run = sweep()
    run.started_at = LATER
    run.save(update_fields=["started_at"])

    assert changes_since(region.near, run, answers_of_party(region.near), on=ON).count == 0
