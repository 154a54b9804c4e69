"""A company (Alice, Bob), another one (Charlie), the bureau's clerks, and the public."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from kechuang.base.actors import ANONYMOUS
from kechuang.base.identifiers import PartialDate
from kechuang.base.roles import Role
from kechuang.demands.models import Demand
from kechuang.demands.services import (
    NewDemand,
    NewTarget,
    file_demand,
    publish_demand,
    submit_demand,
    vet_demand,
)
from kechuang.parties.models import Party
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, Person, clerk, party, person

NAME_CANARY = "金丝雀精工七号公司"
TEXT_CANARY = "保密金丝雀-X7K2"


@pytest.fixture
def company(db: None) -> Party:
    return party(NAME_CANARY)


@pytest.fixture
def alice(company: Party) -> Person:
    return person("alice", Role.ENTERPRISE, of=company)


@pytest.fixture
def bob(company: Party) -> Person:
    return person("bob", Role.ENTERPRISE, of=company)


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
def content(company: Party) -> NewDemand:
    return NewDemand(
        title="提高薄壁件镗孔精度",
        title_en="More precise boring of thin-walled parts",
        enterprise_id=company.pk,
        enterprise_name=company.name,
        background="现有夹具变形大。",
        problem="薄壁铝件镗孔时圆度超差。",
        confidential_text=TEXT_CANARY,
        field="precision_machinery",
        industry_code="C34",
        needed_maturity=7,
        budget_fen=50_000_000,
        deadline=PartialDate(2027, 3),
        cooperation_modes=("joint_development",),
        targets=(NewTarget("圆度", "0.005", "0.02", "毫米"), NewTarget("良率", "98", unit="%")),
    )


Publish = Callable[[str], Demand]


@pytest.fixture
def publish(alice: Person, bureau: Person, content: NewDemand) -> Publish:
    """File, submit, vet and publish a demand of the given confidentiality."""

    def run(confidentiality: str) -> Demand:
        demand = file_demand(
            by=alice.actor, at=AT, content=replace(content, confidentiality=confidentiality)
        )
        submit_demand(by=alice.actor, at=AT, demand=demand)
        vet_demand(by=bureau.actor, at=AT, demand=demand)
        return publish_demand(by=bureau.actor, at=AT, demand=demand)

    return run


@pytest.fixture
def draft(alice: Person, content: NewDemand) -> Demand:
    return file_demand(by=alice.actor, at=AT, content=content)


@pytest.fixture
def published(publish: Publish) -> Demand:
    return publish("public")


@pytest.fixture
def hidden(publish: Publish) -> Demand:
    return publish("name_hidden")


@pytest.fixture
def restricted(publish: Publish) -> Demand:
    return publish("restricted")
