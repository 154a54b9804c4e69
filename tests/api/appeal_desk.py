"""What a firm may say is wrong, and what it says about itself for others to certify."""

from __future__ import annotations

from typing import Any

from kechuang.parties.models import PartyFact
from kechuang.parties.services import NewFact, state_facts
from tests.base.registry.cast import AT
from tests.journeys.small_region import BUYER, FACT_CANARY, ON, Region


def samples_of_appeals(region: Region) -> dict[str, dict[str, Any]]:
    """By the name of the address; all of them are about ``mine``."""
    own = NewFact(region.mine.credit_code, "employees", 7, "年报", ON, period="2025")
    state_facts(by=region.people["enterprise"].actor, at=AT, facts=[own])
    said = PartyFact.objects.get(party=region.mine, name="employees")
    told = PartyFact.objects.get(party=region.mine, name="tech_purchase_paid", source=FACT_CANARY)
    run = region.run
    assert run is not None
    answer = run.entitlements.get(party=region.mine, pack_id=BUYER[0], clause_id=BUYER[1])
    return {
        "appeals:correct": {"pk": told.pk},
        "appeals:against": {"pk": answer.pk},
        "parties:certify": {"pk": said.pk},
    }
