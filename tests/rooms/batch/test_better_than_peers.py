"""What users of other platforms asked for in vain; each test carries the request's number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kechuang.batch.sweeping import (
    advance_sweep,
    finish_sweep,
    prepare_sweep,
    replay_differences,
)
from kechuang.entitlements.models import Entitlement
from kechuang.runs.models import Run
from tests.base.registry.cast import AT
from tests.journeys.small_region import BUYER, ON, SYSTEM, Region, state

pytestmark = pytest.mark.django_db
NEXT_DAY = ON + timedelta(days=1)


def nothing(items: int) -> None:
    """A progress bar that nobody watches."""


def finished(run: Run) -> Run:
    advance_sweep(run, progress=nothing, workers=1)
    return finish_sweep(run, by=SYSTEM, at=AT)


def answer(region: Region, run: Run) -> Entitlement:
    return Entitlement.objects.get(run=run, party=region.near, pack_id=BUYER[0], clause_id=BUYER[1])


def test_openspp_626_a_fact_that_arrives_after_the_freeze_is_not_seen_by_the_cycle(
    region: Region,
) -> None:
    """Frozen, then a fact comes that would change the answer, then the cycle is computed."""
    assert region.run
    before = answer(region, region.run)
    cycle = prepare_sweep(by=SYSTEM, at=AT, on=NEXT_DAY)
    state(region.near, as_of=NEXT_DAY, source="补报", tech_purchase_paid=50_000_000)

    found = answer(region, finished(cycle))

    assert (before.verdict, found.verdict) == ("not_met", "not_met")
    assert found.gaps == before.gaps
    assert replay_differences(cycle, progress=nothing, workers=1) == []


def test_the_next_cycle_sees_it(region: Region) -> None:
    """The red of the test above: the same fact, before the freeze."""
    state(region.near, as_of=NEXT_DAY, source="补报", tech_purchase_paid=50_000_000)

    later = finished(prepare_sweep(by=SYSTEM, at=AT, on=NEXT_DAY))

    assert answer(region, later).verdict == "met"


def test_what_was_answered_stays_when_the_fact_comes_later(region: Region) -> None:
    assert region.run
    before = bytes(answer(region, region.run).evidence)

    state(region.near, as_of=ON, source="补报", tech_purchase_paid=50_000_000)

    assert bytes(answer(region, region.run).evidence) == before
    assert replay_differences(region.run, progress=nothing, workers=1) == []
