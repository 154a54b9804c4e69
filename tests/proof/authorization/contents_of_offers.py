"""What people fill into the forms of offers."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate

from kechuang.ledger.models import BudgetLine
from kechuang.offers.selectors.choices import offer_versions
from kechuang.offers.selectors.planning import plan_of
from kechuang.offers.services.freezing import asked_of
from kechuang.policies.selectors import listed_clause
from tests.api.audiences import Record
from tests.journeys.small_region import REGISTRANT, Region

Content = dict[str, Any]
ONE_BUTTON = ("act", "answer", "apply", "open_year", "remind")


def _dry_run(region: Region, record: Record) -> Content:
    """The registrants' subsidy from the line of the offers' own treasury."""
    run, version = region.run, offer_versions().first()
    assert run is not None
    assert version is not None
    clause = listed_clause(*REGISTRANT)
    line = BudgetLine.objects.get(scheme__code="offers-rd")
    year = localdate().year
    asked = asked_of(run=run, clause=clause, year=year, line=line, version=version)
    return {
        "clause": clause.pk,
        "year": year,
        "line": line.pk,
        "version": version.pk,
        "decision": "示例科发〔2026〕9号",
        "digest": plan_of(asked, on=localdate()).digest,
    }


OFFER_STATIC: dict[str, Content] = {
    **{f"offers:{name}": {} for name in ONE_BUTTON},
    "offers:claw_back": {
        "amount_fen": "1元",
        "decision": "追〔2026〕4号",
        "reason": "合同解除",
    },
}
OFFER_FILLED = {"offers:freeze": _dry_run}
