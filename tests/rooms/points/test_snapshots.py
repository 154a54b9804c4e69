"""Snapshots: frozen once, the same bytes again, never changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.audit.selectors import history_of
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.points.freezing import compute, unpacked
from kechuang.points.selectors import ranking_of, replayed_digest
from kechuang.points.services import take_snapshot
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, state
from tests.rooms.points.conftest import SCHEME

pytestmark = pytest.mark.django_db


def test_a_snapshot_ranks_every_enterprise_and_is_on_the_chain(region, snapshot):
    standings = list(snapshot.standings.all())

    assert {one.party_id for one in standings} == {
        one.pk for one in (region.mine, region.near, region.blank, region.strange)
    }
    (event,) = history_of(snapshot)
    assert event.command == "take_snapshot"
    assert event.kept.payload["results_digest"] == snapshot.results_digest


def test_the_frozen_inputs_give_the_same_bytes_again(snapshot):
    assert replayed_digest(snapshot) == snapshot.results_digest


def test_facts_stated_later_do_not_change_it(region, snapshot, maker):
    before = list(snapshot.standings.values_list("low", "high", "best_place", "worst_place"))
    state(region.mine, source="补报", employees=10, st_staff=9)

    later = take_snapshot(by=maker.actor, at=AT, scheme_id=SCHEME, on=ON)

    assert (
        list(snapshot.standings.values_list("low", "high", "best_place", "worst_place")) == before
    )
    assert replayed_digest(snapshot) == snapshot.results_digest
    assert later.results_digest != snapshot.results_digest
    assert later.inputs_digest != snapshot.inputs_digest


def test_what_is_missing_is_an_interval_and_nothing_was_filled_in(snapshot, mine):
    points = ranking_of(snapshot).points[mine.number]

    assert mine.low < mine.high
    assert points.lacking
    facts = [fact for _, told in unpacked(snapshot.inputs)["firms"] for fact in told]
    assert all(fact["source"] for fact in facts)


@pytest.mark.parametrize("table", ["snapshot", "standing"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_frozen(snapshot, table, change):

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(f"points_{table}"))


def test_the_standings_are_those_of_the_frozen_scores(snapshot):
    found = compute(unpacked(snapshot.inputs))

    assert [(one.low, one.high) for one in snapshot.standings.order_by("number")] == [
        firm.total for firm in found.points
    ]


@pytest.mark.parametrize("role", ["enterprise", "auditor", "district_clerk", "administrator"])
def test_only_clerks_of_the_city_freeze(region, role):
    with pytest.raises(NotAllowed):
        take_snapshot(by=region.people[role].actor, at=AT, scheme_id=SCHEME, on=ON)


def test_a_pack_that_no_list_here_follows_from_is_refused(maker):
    with pytest.raises(InvalidInput, match="sichuan-points"):
        take_snapshot(by=maker.actor, at=AT, scheme_id="sichuan-points", on=ON)
