"""The standing cast of the room tests; each person acts through services and through pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kechuang.base.actors import ANONYMOUS
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import (
    AT,
    HARBOUR_DISTRICT,
    LAKE_DISTRICT,
    TODAY,
    Person,
    party,
    person,
)

__all__ = [
    "AT",
    "HARBOUR_DISTRICT",
    "LAKE_DISTRICT",
    "LATER",
    "PASSWORD",
    "TODAY",
    "YESTERDAY",
    "Person",
    "party",
    "person",
]
LATER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
YESTERDAY = date(2026, 11, 20)
PASSWORD = "a-long-and-rare-Passphrase-7"


@pytest.fixture
def yunlan(db: None) -> Party:
    """The enterprise Alice and Bob work for, in the lake district."""
    return party("云澜甲科技有限公司")


@pytest.fixture
def outsider_firm(db: None) -> Party:
    return party("云港乙机械有限公司", region=HARBOUR_DISTRICT)


@pytest.fixture
def university(db: None) -> Party:
    return party("云澜理工大学", kind=PartyKind.UNIVERSITY)


@pytest.fixture
def alice(yunlan: Party) -> Person:
    return person("alice", Role.ENTERPRISE, of=yunlan)


@pytest.fixture
def bob(yunlan: Party) -> Person:
    return person("bob", Role.ENTERPRISE, of=yunlan)


@pytest.fixture
def charlie(outsider_firm: Party) -> Person:
    return person("charlie", Role.ENTERPRISE, of=outsider_firm)


@pytest.fixture
def una(university: Party) -> Person:
    return person("una", Role.INSTITUTION, of=university)


@pytest.fixture
def clerk(db: None) -> Person:
    return person("clerk", Role.BUREAU)


@pytest.fixture
def district_clerk(db: None) -> Person:
    return person("district_clerk", Role.BUREAU, district=LAKE_DISTRICT)


@pytest.fixture
def auditor(db: None) -> Person:
    return person("auditor", Role.AUDITOR)


@pytest.fixture
def admin(db: None) -> Person:
    return person("admin", Role.ADMINISTRATOR)


@pytest.fixture
def technology_manager(db: None) -> Person:
    return person("technology_manager", Role.TECHNOLOGY_MANAGER)


@pytest.fixture
def expert(university: Party) -> Person:
    """An expert whose employer is known, but who does not speak for it."""
    return person("expert", Role.EXPERT, of=university)


@pytest.fixture
def anonymous(db: None) -> Person:
    return Person(ANONYMOUS, Client())
