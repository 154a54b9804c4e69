"""A firm appeals against what a clause answered; upheld, the clause is computed anew."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from kechuang.appeals.models import Appeal
from kechuang.appeals.selectors import renewed_answer
from kechuang.appeals.services import start_appeal
from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.batch.sweeping import advance_sweep, finish_sweep, prepare_sweep
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, Person, Region, person, state, sweep
from tests.rooms.appeals.scene import ANSWERED, ASKED, answer_to, appealed, owner, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(region: Region) -> Person:
    return owner(region)


@pytest.fixture
def clerk(region: Region) -> Person:
    return region.people["bureau"]


@pytest.fixture
def appeal(region: Region, firm: Person) -> Appeal:
    return appealed(firm, answer_to(region))


def test_its_form_tells_what_was_asked_found_and_short(region: Region, appeal: Appeal) -> None:
    told = appeal.case.situation["values"]

    assert "云澜" in told["policy"]
    assert answer_to(region).pack_digest[:12] in told["version"]
    assert told["verdict"] == "不符合"
    (short,) = told["shortfalls"]
    assert {"condition", "have", "need", "short_by"} <= set(short)
    assert any(row["value"] == "19.9万元" for row in told["facts_used"])


def test_upheld_the_clause_is_computed_anew_on_the_corrected_facts(
    region: Region, appeal: Appeal, clerk: Person, firm: Person
) -> None:
    state(region.near, tech_purchase_paid=250_000_000)

    step(clerk, appeal.case, "uphold")

    appeal.refresh_from_db()
    renewed = renewed_answer(appeal)
    assert renewed is not None
    assert renewed["verdict"] == "met"
    assert appeal.renewed_on == ANSWERED.date()
    page = firm.client.get(f"/entitlements/answer/{appeal.entitlement_id}/").content.decode()
    assert "申诉成立，已重新计算" in page
    assert "重新计算" in firm.client.get("/appeals/mine/").content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Appeal.objects.update(renewed=None)


def test_what_stays_the_same_is_no_upheld_appeal(appeal: Appeal, clerk: Person) -> None:
    with pytest.raises(InvalidInput, match="correct the facts"):
        step(clerk, appeal.case, "uphold")

    appeal.refresh_from_db()
    assert (appeal.ended_at, appeal.case.state) == (None, "checking")


def test_dismissed_with_the_reason_the_firm_reads_it(
    appeal: Appeal, clerk: Person, firm: Person
) -> None:
    step(clerk, appeal.case, "dismiss")

    page = firm.client.get(f"/entitlements/answer/{appeal.entitlement_id}/").content.decode()
    assert "申诉不成立" in page
    assert "见核查记录" in page
    assert "/appeals/against/" in page


@pytest.mark.parametrize("event", ["uphold", "dismiss"])
def test_who_started_the_sweep_does_not_answer_for_it(
    region: Region, firm: Person, clerk: Person, event: str
) -> None:
    state(region.strange, tech_purchase_paid=290_000_000)
    run = prepare_sweep(by=clerk.actor, at=AT, on=ON)
    advance_sweep(run, progress=lambda items: None, workers=1)
    finish_sweep(run, by=clerk.actor, at=AT)
    appeal = appealed(firm, answer_to(region, run=run))
    state(region.near, tech_purchase_paid=250_000_000)

    with pytest.raises(InvalidInput, match="another clerk"):
        step(clerk, appeal.case, event)

    step(person("second_clerk", Role.BUREAU), appeal.case, event)
    appeal.refresh_from_db()
    assert appeal.ended_at == ANSWERED


@pytest.mark.parametrize("who", ["enterprise", "outsider", "bureau", "auditor"])
def test_only_the_firm_itself_appeals(region: Region, who: str) -> None:
    with pytest.raises(NotAllowed):
        start_appeal(by=region.people[who].actor, at=ASKED, entitlement=answer_to(region))


def test_one_is_under_way_for_a_clause(region: Region, firm: Person, appeal: Appeal) -> None:
    with pytest.raises(WrongState, match="under way"):
        appealed(firm, answer_to(region))


def test_an_answer_of_an_older_sweep_is_not_appealed_against(region: Region, firm: Person) -> None:
    old = answer_to(region)
    state(region.strange, tech_purchase_paid=290_000_000)
    sweep()

    with pytest.raises(WrongState, match="later region sweep"):
        appealed(firm, old)


def test_a_click_on_the_answer_begins_it(region: Region, firm: Person) -> None:
    answer = answer_to(region)
    page = firm.client.get(f"/entitlements/answer/{answer.pk}/").content.decode()
    begun = firm.client.post(f"/appeals/against/{answer.pk}/")

    assert f"/appeals/against/{answer.pk}/" in page
    number = Appeal.objects.get().case.number
    assert begun["Location"] == f"/cases/{number}/forms/appeal/"
    assert firm.client.get(begun["Location"]).status_code == 200
