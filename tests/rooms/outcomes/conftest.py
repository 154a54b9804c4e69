"""A university (Alice, Bob), a company (Charlie), the bureau's clerks, and the public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from kechuang.base.actors import ANONYMOUS
from kechuang.base.roles import Role
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.services import (
    NewOutcome,
    NewShare,
    publish_outcome,
    register_outcome,
    verify_outcome,
)
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, Person, clerk, party, person

CANARY = "保密金丝雀-Z9Q4"


@pytest.fixture
def university(db: None) -> Party:
    return party("云澜理工大学", kind=PartyKind.UNIVERSITY)


@pytest.fixture
def alice(university: Party) -> Person:
    return person("alice", Role.INSTITUTION, of=university)


@pytest.fixture
def bob(university: Party) -> Person:
    return person("bob", Role.INSTITUTION, of=university)


@pytest.fixture
def charlie(db: None) -> Person:
    return person("charlie", Role.ENTERPRISE, of=party("云港机械公司", region=HARBOUR_DISTRICT))


@pytest.fixture
def bureau(db: None) -> Person:
    return clerk()


@pytest.fixture
def anyone(db: None) -> Person:
    return Person(ANONYMOUS, Client())


@pytest.fixture
def content(university: Party) -> NewOutcome:
    return NewOutcome(
        title="低温封接玻璃粉",
        title_en="Low-temperature sealing glass frit",
        owners=(
            NewShare(university.name, 7_000, university.pk),
            NewShare("云澜玻璃研究所", 3_000),
        ),
        public_summary="用于真空器件的无铅封接材料。",
        confidential_text=CANARY,
        keywords=("封接", "玻璃粉"),
        discipline="材料科学",
        field="new_materials",
        maturity=6,
        channel="survey",
        cooperation_modes=("licence", "equity"),
        price_fen=30_000_000,
    )


@pytest.fixture
def registered(alice: Person, content: NewOutcome) -> Outcome:
    return register_outcome(by=alice.actor, at=AT, content=content)


@pytest.fixture
def published(alice: Person, bureau: Person, registered: Outcome) -> Outcome:
    verify_outcome(by=bureau.actor, at=AT, outcome=registered)
    return publish_outcome(by=alice.actor, at=AT, outcome=registered)


@pytest.fixture
def publish_more(bureau: Person, content: NewOutcome) -> Callable[[int], None]:
    def publish(count: int) -> None:
        for number in range(count):
            outcome = register_outcome(
                by=bureau.actor, at=AT, content=replace(content, title=f"成果{number}")
            )
            verify_outcome(by=bureau.actor, at=AT, outcome=outcome)
            publish_outcome(by=bureau.actor, at=AT, outcome=outcome)

    return publish
