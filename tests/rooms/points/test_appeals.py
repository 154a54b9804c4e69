"""Appeals: asked by the firm, answered by another clerk, upheld ones lead to a new snapshot."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.points.models import Appeal
from kechuang.points.selectors import successor_of
from kechuang.points.services import answer_appeal, lodge_appeal
from tests.base.registry.cast import AT
from tests.journeys.small_region import state

pytestmark = pytest.mark.django_db


@pytest.fixture
def appeal(region, mine) -> Appeal:
    alice = region.people["enterprise"].actor
    return lodge_appeal(by=alice, at=AT, standing=mine, grounds="科技人员数有误")


def test_an_upheld_appeal_leads_to_a_new_snapshot_and_the_old_one_stays(
    region, snapshot, mine, appeal, other_clerk
):
    state(region.mine, source="更正", employees=10, st_staff=9)

    answer_appeal(by=other_clerk.actor, at=AT, appeal=appeal, is_upheld=True, reason="已更正")

    renewed = successor_of(snapshot)
    assert appeal.renewed == renewed
    assert renewed.standings.get(party=region.mine).low > mine.low
    mine.refresh_from_db()
    assert mine.snapshot_id == snapshot.pk


def test_a_dismissed_one_has_its_reason_and_no_snapshot(snapshot, appeal, other_clerk):
    answer_appeal(by=other_clerk.actor, at=AT, appeal=appeal, is_upheld=False, reason="数据无误")

    assert (appeal.outcome, appeal.reason, appeal.renewed) == ("dismissed", "数据无误", None)
    assert successor_of(snapshot) is None


@pytest.mark.parametrize("role", ["bureau", "enterprise", "auditor", "district_clerk"])
def test_neither_who_froze_it_nor_others_answer(region, appeal, role):
    """The clerk of the bureau is the one who froze the snapshot."""
    with pytest.raises(NotAllowed):
        answer_appeal(
            by=region.people[role].actor, at=AT, appeal=appeal, is_upheld=False, reason="x"
        )


@pytest.mark.parametrize("role", ["outsider", "bureau", "auditor", "institution"])
def test_only_the_firm_itself_appeals(region, mine, role):
    with pytest.raises(NotAllowed):
        lodge_appeal(by=region.people[role].actor, at=AT, standing=mine, grounds="x")


def test_one_appeal_is_open_at_a_time(region, mine, appeal):
    with pytest.raises(WrongState, match="open already"):
        lodge_appeal(by=region.people["enterprise"].actor, at=AT, standing=mine, grounds="再次")


def test_no_appeal_against_what_was_replaced(region, mine, appeal, other_clerk):
    answer_appeal(by=other_clerk.actor, at=AT, appeal=appeal, is_upheld=True, reason="已更正")

    with pytest.raises(WrongState, match="replaced"):
        lodge_appeal(by=region.people["enterprise"].actor, at=AT, standing=mine, grounds="再次")


def test_it_is_answered_once(appeal, other_clerk):
    told = {"by": other_clerk.actor, "at": AT, "appeal": appeal, "is_upheld": False}
    answer_appeal(**told, reason="数据无误")

    with pytest.raises(WrongState, match="answered before"):
        answer_appeal(**told, reason="再答")
    with pytest.raises(DatabaseError), transaction.atomic():
        Appeal.objects.update(reason="改写")


def test_both_give_their_reasons(region, mine, appeal, other_clerk):
    with pytest.raises(InvalidInput):
        answer_appeal(by=other_clerk.actor, at=AT, appeal=appeal, is_upheld=False, reason=" ")
    with pytest.raises(InvalidInput):
        lodge_appeal(by=region.people["enterprise"].actor, at=AT, standing=mine, grounds=" ")
