"""A firm says that a fact about it is wrong, and is answered within a clock of working days."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from kechuang.appeals.models import Correction
from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed, Refusal, WrongState
from kechuang.cases.selectors import late_cases
from kechuang.parties.models import PartyFact
from kechuang.parties.selectors import fact_sheet
from kechuang.parties.services import NewFact, state_facts
from tests.base.registry.cast import AT, TODAY
from tests.journeys.small_region import Person, Region, state
from tests.rooms.appeals.scene import (
    ANSWERED,
    PAID,
    RIGHT,
    asked,
    filed,
    owner,
    paid_by,
    step,
)
from tests.rooms.cases.scene import at, wait

pytestmark = pytest.mark.django_db
KEY = (PAID, "2025")


@pytest.fixture
def firm(region: Region) -> Person:
    return owner(region)


@pytest.fixture
def clerk(region: Region) -> Person:
    return region.people["bureau"]


def test_its_form_tells_the_statement_as_it_stands(region: Region, firm: Person) -> None:
    correction = asked(firm, paid_by(region))

    draft = correction.case.draft
    assert (draft["period"], draft["origin"]) == ("2025", "年度报表")
    assert draft["stated"] == "19.9万元"
    assert correction.case.state == "drafting"


def test_corrected_the_same_source_says_so_later_and_the_old_statement_stays(
    region: Region, firm: Person, clerk: Person
) -> None:
    wrong = paid_by(region)
    correction = filed(firm, wrong)

    step(clerk, correction.case, "correct", **RIGHT)

    correction.refresh_from_db()
    right = correction.corrected
    assert right is not None
    assert (right.value, right.source, right.as_of) == ("250000000", wrong.source, ANSWERED.date())
    assert correction.ended_at == ANSWERED
    assert PartyFact.objects.filter(pk=wrong.pk).exists()
    sheet = fact_sheet(region.near)
    assert sheet.facts[KEY].value == 250_000_000
    assert not sheet.conflicts
    assert correction.case.state == "corrected"
    assert Event.objects.filter(command="end_correction").count() == 1


def test_refused_with_the_reason_the_fact_stays(
    region: Region, firm: Person, clerk: Person
) -> None:
    correction = filed(firm, paid_by(region))

    step(clerk, correction.case, "refuse")

    correction.refresh_from_db()
    assert (correction.case.state, correction.corrected) == ("refused", None)
    assert fact_sheet(region.near).facts[KEY].value == 19_900_000
    page = firm.client.get("/appeals/mine/").content.decode()
    assert "不予更正" in page
    assert "见核查记录" in page


def test_passed_on_it_is_answered_once_its_keeper_has(
    region: Region, firm: Person, clerk: Person
) -> None:
    correction = filed(firm, paid_by(region))

    step(clerk, correction.case, "pass_on")
    assert correction.case.state == "passed"
    step(clerk, correction.case, "correct", at("2026-12-01T09:00"), **RIGHT)

    assert correction.case.state == "corrected"


def test_unanswered_for_ten_working_days_it_is_overdue_on_the_bureau_s_list(
    region: Region, firm: Person, clerk: Person
) -> None:
    correction = filed(firm, paid_by(region))
    ends = correction.case.ends_at
    assert ends is not None
    assert not late_cases(clerk.actor, ANSWERED).exists()

    wait(correction.case, "2026-12-09T09:00")

    overdue = late_cases(clerk.actor, at("2026-12-09T09:00"))
    assert list(overdue) == [correction.case]
    assert ends == at("2026-12-08T00:00")


def test_what_the_firm_states_itself_it_states_anew(region: Region, firm: Person) -> None:
    fact = NewFact(region.near.credit_code, "employees", 7, "年报", TODAY, period="2025")
    state_facts(by=firm.actor, at=AT, facts=[fact])
    own = PartyFact.objects.get(party=region.near, name="employees")

    with pytest.raises(InvalidInput, match="State it anew"):
        asked(firm, own)
    page = firm.client.get(f"/parties/{region.near.pk}/").content.decode()
    assert f"/appeals/correct/{own.pk}/" not in page
    assert f"/appeals/correct/{paid_by(region).pk}/" in page


@pytest.mark.parametrize("who", ["enterprise", "outsider", "bureau", "auditor"])
def test_only_the_firm_itself_asks(region: Region, who: str) -> None:
    with pytest.raises(NotAllowed):
        asked(region.people[who], paid_by(region))


@pytest.mark.parametrize("who", ["outsider", "auditor", "institution"])
def test_others_do_not_answer(region: Region, firm: Person, who: str) -> None:
    correction = filed(firm, paid_by(region))

    with pytest.raises(Refusal):
        step(region.people[who], correction.case, "refuse")


def test_one_is_under_way_at_a_time(region: Region, firm: Person, clerk: Person) -> None:
    first = filed(firm, paid_by(region))

    with pytest.raises(WrongState, match=r"correction SX.* is under way"):
        asked(firm, paid_by(region))
    step(clerk, first.case, "refuse")
    assert asked(firm, paid_by(region)).pk


def test_what_its_source_has_said_otherwise_since_is_not_asked_about(
    region: Region, firm: Person
) -> None:
    old = paid_by(region)
    state(region.near, tech_purchase_paid=20_000_000)

    with pytest.raises(WrongState, match="since"):
        asked(firm, old)


def test_the_value_that_stands_is_no_correction(
    region: Region, firm: Person, clerk: Person
) -> None:
    correction = filed(firm, paid_by(region))

    with pytest.raises(InvalidInput, match="refuse with reasons"):
        step(clerk, correction.case, "correct", right_value="19.9万元", ground="合同")
    correction.refresh_from_db()
    assert correction.ended_at is None


def test_withdrawn_it_may_be_asked_again(region: Region, firm: Person) -> None:
    correction = filed(firm, paid_by(region))
    step(firm, correction.case, "withdraw")

    assert asked(firm, paid_by(region)).case != correction.case


def test_what_has_ended_does_not_change(region: Region, firm: Person, clerk: Person) -> None:
    correction = filed(firm, paid_by(region))
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(fact=paid_by(region, "strange"))
    step(clerk, correction.case, "refuse")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.update(ended_at=None)


def test_a_click_on_the_fact_begins_it(region: Region, firm: Person) -> None:
    fact = paid_by(region)
    begun = firm.client.post(f"/appeals/correct/{fact.pk}/")

    correction = Correction.objects.get(fact=fact)
    assert begun["Location"] == f"/cases/{correction.case.number}/forms/correction/"
    assert firm.client.get(begun["Location"]).status_code == 200
    assert "19.9万元" in firm.client.get(begun["Location"]).content.decode()
