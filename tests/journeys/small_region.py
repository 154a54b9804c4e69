"""A region small enough to check by hand: who is there, what is known, offered and needed.

Canaries mark what only some may see; a test that finds one for a stranger has found a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from kechuang.accounts.selectors import actor_of
from kechuang.accounts.services import create_account, grant_membership
from kechuang.base.actors import system_actor
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.batch.sweeping import advance_sweep, finish_sweep, prepare_sweep
from kechuang.demands.models import Demand
from kechuang.demands.services import NewDemand, NewTarget, file_demand, import_demands
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.services import NewOutcome, NewShare, import_outcomes, register_outcome
from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, NewParty, register_parties, state_facts
from kechuang.parties.states import PartyKind
from kechuang.policies.services import publish_policies
from kechuang.portal.searching import _library
from kechuang.runs.models import Run
from tests.base.registry.cast import AT, HARBOUR_DISTRICT, LAKE_DISTRICT, TODAY, Person

ON = TODAY
PASSWORD = "a-long-and-rare-Passphrase-7"
SYSTEM = system_actor("small region")
BRIDGE_DISTRICT = "990104"
BUYER, REGISTRANT = ("yunlan-contracts", "buyer"), ("yunlan-contracts", "registrant")

FACT_CANARY = "金丝雀账册K7"
OUTCOME_CANARY = "保密配方金丝雀Q4"
DEMAND_CANARY = "保密工况金丝雀R8"
HIDDEN_NAME = "隐名金丝雀电机公司"
SHOWN_NAME = "显名双胞胎电机公司"
RESTRICTED_TITLE = "限阅金丝雀转子项目"
DRAFT_TITLE = "草稿金丝雀定子项目"
UNPUBLISHED_TITLE = "未发布金丝雀磁环"
CANARIES = (
    FACT_CANARY,
    OUTCOME_CANARY,
    DEMAND_CANARY,
    HIDDEN_NAME,
    RESTRICTED_TITLE,
    DRAFT_TITLE,
    UNPUBLISHED_TITLE,
)


def party(name: str, *, kind: str = PartyKind.ENTERPRISE, region: str = LAKE_DISTRICT) -> Party:
    """Registered by a command, so that the chain tells of it."""
    code = example_credit_code(region=region, serial=Party.objects.count() + 1)
    register_parties(by=SYSTEM, at=AT, parties=[NewParty(code, name, kind, region)])
    return Party.objects.get(credit_code=code)


def person(name: str, role: str, *, of: Party | None = None, district: str = "") -> Person:
    """Somebody with an account and one role, logged in."""
    user = create_account(by=SYSTEM, at=AT, username=name, full_name=name, password=PASSWORD)
    grant_membership(
        by=SYSTEM,
        at=AT,
        user=user,
        role=role,
        since=date(2020, 1, 1),
        party_id=of.pk if of else None,
        district=district,
    )
    client = Client()
    client.force_login(user)
    return Person(actor_of(user, on=TODAY), client)


@dataclass
class Region:
    """The records and people of the small region."""

    mine: Party
    near: Party
    blank: Party
    strange: Party
    university: Party
    people: dict[str, Person] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    demands: dict[str, Demand] = field(default_factory=dict)
    run: Run | None = None


def sweep(on: date = ON) -> Run:
    """The region sweep in this process, sealed."""
    run = prepare_sweep(by=SYSTEM, at=AT, on=on)
    advance_sweep(run, progress=lambda items: None, workers=1)
    return finish_sweep(run, by=SYSTEM, at=AT)


def state(owner: Party, *, as_of: date = ON, source: str = "年度报表", **values: int | str) -> None:
    """State facts of 2025 about ``owner``; names with ``_code`` have no period."""
    facts = [
        NewFact(
            credit_code=owner.credit_code,
            name=name,
            value=value,
            source=source,
            as_of=as_of,
            period="" if name.endswith("_code") else "2025",
        )
        for name, value in values.items()
    ]
    state_facts(by=SYSTEM, at=AT, facts=facts)


def build_region() -> Region:
    """Everything, published and swept."""
    _library.cache_clear()
    region = Region(
        mine=party("澜湖电机公司"),
        near=party("云港近零公司", region=HARBOUR_DISTRICT),
        blank=party("云港未知公司", region=HARBOUR_DISTRICT),
        strange=party("星桥机械公司", region=BRIDGE_DISTRICT),
        university=party("云澜理工大学", kind=PartyKind.UNIVERSITY),
    )
    _state_facts(region)
    region.people = _people(region)
    region.outcomes = _outcomes(region)
    region.demands = _demands(region)
    publish_policies(by=SYSTEM, at=AT)
    region.run = sweep()
    return region


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Region]:
    """Built once per module; each test's own changes are rolled back, then the whole."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_region()
        transaction.set_rollback(True)


def _state_facts(region: Region) -> None:
    for owner in (region.mine, region.near, region.blank, region.strange):
        state(owner, region_code=owner.region_code)
    state(region.mine, source=FACT_CANARY, tech_purchase_paid=123_456_789, tech_sale_paid=0)
    state(region.near, tech_purchase_paid=19_900_000)
    state(region.strange, tech_purchase_paid=300_000_000, tech_sale_paid=500_000_000)


def _people(region: Region) -> dict[str, Person]:
    return {
        "enterprise": person("alice", Role.ENTERPRISE, of=region.mine),
        "outsider": person("charlie", Role.ENTERPRISE, of=region.strange),
        "institution": person("dora", Role.INSTITUTION, of=region.university),
        "technology_manager": person("tom", Role.TECHNOLOGY_MANAGER),
        "bureau": person("clara", Role.BUREAU),
        "district_clerk": person("dan", Role.BUREAU, district=HARBOUR_DISTRICT),
        "auditor": person("ada", Role.AUDITOR),
        "administrator": person("adam", Role.ADMINISTRATOR),
    }


def _outcomes(region: Region) -> dict[str, Outcome]:
    owners = (NewShare(region.university.name, 10_000, region.university.pk),)
    told = {
        "magnet": ("永磁电机用低重稀土磁体", "提高永磁电机磁体的矫顽力，减少重稀土用量。", 7),
        "winding": ("电机绕组绝缘漆", "耐高温绝缘漆，用于电机绕组，降低局部放电。", 6),
        "coating": ("海洋防腐涂层", "用于海上风电塔筒的长效防腐涂层。", 8),
    }
    rows = [
        NewOutcome(
            title=title,
            title_en=f"{key} technology",
            owners=owners,
            public_summary=summary,
            confidential_text=OUTCOME_CANARY,
            keywords=("电机",),
            field="magnets_motors",
            maturity=maturity,
            price_fen=30_000_000,
            source_key=key,
        )
        for key, (title, summary, maturity) in told.items()
    ]
    import_outcomes(by=SYSTEM, at=AT, rows=rows, source="test", publish=True)
    kept = {row.source_key: row for row in Outcome.objects.filter(source="test")}
    kept["registered"] = register_outcome(
        by=SYSTEM, at=AT, content=NewOutcome(title=UNPUBLISHED_TITLE, owners=owners)
    )
    return kept


def _demands(region: Region) -> dict[str, Demand]:
    rows = [
        _demand("open", "永磁电机磁体减少重稀土", "public", region.mine),
        _demand("hidden", "永磁电机磁体耐高温", "name_hidden", None, name=HIDDEN_NAME),
        _demand("shown", "电机绕组绝缘寿命", "public", None, name=SHOWN_NAME),
        _demand("restricted", RESTRICTED_TITLE, "restricted", region.mine),
    ]
    import_demands(by=SYSTEM, at=AT, rows=rows, source="test", publish=True)
    kept = {row.source_key: row for row in Demand.objects.filter(source="test")}
    alice = region.people["enterprise"].actor
    draft = _demand("draft", DRAFT_TITLE, "public", region.mine)
    kept["draft"] = file_demand(by=alice, at=AT, content=draft)
    return kept


def _demand(
    key: str, title: str, confidentiality: str, owner: Party | None, *, name: str = ""
) -> NewDemand:
    return NewDemand(
        title=title,
        title_en=f"{key} demand",
        enterprise_id=owner.pk if owner else None,
        enterprise_name=name or (owner.name if owner else ""),
        problem="永磁电机磁体矫顽力不足，绕组绝缘易老化。",
        confidential_text=DEMAND_CANARY,
        confidentiality=confidentiality,
        field="magnets_motors",
        needed_maturity=6,
        budget_fen=50_000_000,
        targets=(NewTarget("矫顽力", "25", "20", "kOe"),),
        source_key=key,
    )


__all__ = ["ON", "Region", "build_region", "region", "state", "sweep"]
