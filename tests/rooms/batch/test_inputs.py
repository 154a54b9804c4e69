"""What a sweep computes from: packs in force here, and every statement the catalogue can read."""

from __future__ import annotations

import gzip
import json
from datetime import date

import pytest
from pytest_django import Settings

from kechuang.base.errors import InvalidInput
from kechuang.batch.inputs import collect_inputs, packs_in_force, readable_facts
from kechuang.entitlements.models import Entitlement
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.parties.models import PartyFact
from kechuang.parties.services import NewFact, state_facts
from kechuang.policies.models import PolicyClause
from tests.base.registry.cast import AT
from tests.journeys.small_region import DEMAND_CANARY, ON, OUTCOME_CANARY, SYSTEM, Region, sweep

pytestmark = pytest.mark.django_db
WHOLE_COUNTRY = "100000"
NATIONAL = {"hnte", "rd-super-deduction", "tech-sme"}
YUNLAN = {"yunlan-contracts", "yunlan-loan", "yunlan-voucher"}
SAMPLES: dict[str, int | bool | str | date] = {
    "money": 1_000,
    "count": 3,
    "ratio": 500,
    "days": 30,
    "flag": True,
    "date": date(2020, 2, 29),
    "code": "990101",
    "text": "文字",
    "list": "[]",
}


def fact(region: Region, name: str, value: int | bool | str | date) -> NewFact:
    period = "2025" if fact_catalogue()[name].period == "year" else ""
    return NewFact(region.mine.credit_code, name, value, "报表", ON, period)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 21), NATIONAL | YUNLAN),
        (date(2025, 2, 1), NATIONAL | YUNLAN),
        (date(2025, 1, 31), NATIONAL),
        (date(2027, 12, 31), NATIONAL | YUNLAN),
        (date(2028, 1, 1), NATIONAL),
    ],
)
def test_packs_apply_by_region_and_day(region: Region, on: date, expected: set[str]) -> None:
    in_force = {pack.id: pack.region for pack in packs_in_force(on)}

    assert expected <= in_force.keys()
    assert {
        name for name, place in in_force.items() if place != WHOLE_COUNTRY
    } == expected - NATIONAL


def test_packs_of_other_cities_do_not_apply_here_but_do_there(
    region: Region, settings: Settings
) -> None:
    settings.HOME_REGION = "310000"

    assert "shanghai-voucher" in {pack.id for pack in packs_in_force(ON)}
    assert not YUNLAN & {pack.id for pack in packs_in_force(ON)}


def test_a_party_with_every_fact_of_the_catalogue_is_answered(region: Region) -> None:
    catalogue = fact_catalogue()
    wanted = [
        fact(region, name, SAMPLES[definition.type]) for name, definition in catalogue.items()
    ]
    state_facts(by=SYSTEM, at=AT, facts=wanted)

    run = sweep()

    in_force = {pack.id for pack in packs_in_force(ON)}
    clauses = PolicyClause.objects.filter(document__pack_id__in=in_force).count()
    assert {definition.type for definition in catalogue.values()} <= set(SAMPLES)
    assert Entitlement.objects.filter(run=run, party=region.mine).count() == clauses


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_value_of_another_type_is_refused_when_it_is_stated(region: Region, kind: str) -> None:
    named = [name for name, known in fact_catalogue().items() if known.type == kind]
    wrong: int | str = 7 if kind in {"flag", "date", "code", "text", "list"} else "七"

    for name in named[:1]:
        with pytest.raises(InvalidInput) as refused:
            state_facts(by=SYSTEM, at=AT, facts=[fact(region, name, wrong)])

        assert name in refused.value.what.zh
        assert name in refused.value.what.en


@pytest.mark.parametrize(
    ("name", "value"), [("tech_purchase_paid", "许多"), ("left_the_catalogue", "1")]
)
def test_one_unreadable_statement_does_not_stop_the_sweep(
    region: Region, name: str, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken = PartyFact.objects.create(
        party=region.strange, name=name, value=value, source="旧系统", as_of=ON, recorded_at=AT
    )

    facts = list(readable_facts(region.strange.facts.all()))
    sweep()

    assert len(facts) == region.strange.facts.count() - 1
    assert f"fact {broken.pk} ({name}" in caplog.text


def test_confidential_text_is_not_even_collected(region: Region) -> None:
    inputs = collect_inputs(on=ON)

    plain = gzip.decompress(inputs.content).decode()
    titles = {json.loads(line).get("title") for line in plain.splitlines()}
    assert region.outcomes["magnet"].title in titles
    assert OUTCOME_CANARY not in plain
    assert DEMAND_CANARY not in plain


def test_answers_name_the_pack_version_that_is_kept(region: Region) -> None:
    kept = set(PackVersion.objects.values_list("digest", flat=True))

    assert set(Entitlement.objects.values_list("pack_digest", flat=True)) <= kept
