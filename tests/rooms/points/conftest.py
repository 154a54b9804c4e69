"""A region with two clerks of the city, and a snapshot that the first one froze."""

from __future__ import annotations

import pytest

from kechuang.base.roles import Role
from kechuang.points.models import Snapshot, Standing
from kechuang.points.services import take_snapshot
from tests.base.registry.cast import AT, Person
from tests.journeys.small_region import ON, Region, person, region

__all__ = ["region"]
SCHEME = "enterprise-points"


@pytest.fixture
def maker(region: Region) -> Person:
    return region.people["bureau"]


@pytest.fixture
def other_clerk(region: Region) -> Person:
    return person("second_clerk", Role.BUREAU)


@pytest.fixture
def snapshot(maker: Person) -> Snapshot:
    return take_snapshot(by=maker.actor, at=AT, scheme_id=SCHEME, on=ON)


@pytest.fixture
def mine(region: Region, snapshot: Snapshot) -> Standing:
    return snapshot.standings.get(party=region.mine)
