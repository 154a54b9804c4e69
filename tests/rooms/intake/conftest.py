"""The city's clerk, a district's clerk, two firms and their people, and tables they send."""

from __future__ import annotations

import pytest

from kechuang.base.roles import Role
from kechuang.parties.models import Party
from tests.base.registry.cast import HARBOUR_DISTRICT, Person, clerk, party, person


@pytest.fixture
def bureau(db: None) -> Person:
    return clerk()


@pytest.fixture
def harbour_clerk(db: None) -> Person:
    return clerk("harbour", district=HARBOUR_DISTRICT)


@pytest.fixture
def firm(db: None) -> Party:
    return party("云澜电池公司")


@pytest.fixture
def other_firm(db: None) -> Party:
    return party("云港机械公司", region=HARBOUR_DISTRICT)


@pytest.fixture
def accountant(firm: Party) -> Person:
    return person("accountant", Role.ENTERPRISE, of=firm)
