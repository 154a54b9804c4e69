"""A fact that is said to be wrong, an answer that is appealed against, and who handles both."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kechuang.appeals.models import Appeal, Correction
from kechuang.appeals.services import start_appeal, start_correction
from kechuang.base.roles import Role
from kechuang.cases.models import Case
from kechuang.cases.services import take_step
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import PartyFact
from kechuang.runs.models import Run
from tests.journeys.small_region import BUYER, Person, Region, person
from tests.rooms.cases.scene import at

ASKED, FILED, ANSWERED = at("2026-11-23T09:00"), at("2026-11-23T10:00"), at("2026-11-24T09:00")
PAID = "tech_purchase_paid"
WRONG = {"should_be": "2500000元", "grounds": "少记了一份合同"}
RIGHT = {"right_value": "250万元", "ground": "技术合同登记证明"}
GROUNDS = {"wrong": "facts", "grounds": "付款额少记了一份合同"}


def owner(region: Region, name: str = "near") -> Person:
    """Somebody of the firm that nearly gets the buyers' subsidy."""
    firm = getattr(region, name)
    return person(f"owner_of_{name}", Role.ENTERPRISE, of=firm)


def paid_by(region: Region, name: str = "near") -> PartyFact:
    return PartyFact.objects.filter(party=getattr(region, name), name=PAID).latest("pk")


def answer_to(region: Region, name: str = "near", run: Run | None = None) -> Entitlement:
    pack_id, clause_id = BUYER
    answers = Entitlement.objects.select_related("party", "run")
    return answers.get(
        run=run or region.run, party=getattr(region, name), pack_id=pack_id, clause_id=clause_id
    )


def asked(by: Person, fact: PartyFact, *, when: datetime = ASKED) -> Correction:
    return start_correction(by=by.actor, at=when, fact=fact)


def filed(by: Person, fact: PartyFact) -> Correction:
    correction = asked(by, fact)
    step(by, correction.case, "file", FILED, **WRONG)
    return correction


def appealed(by: Person, answer: Entitlement) -> Appeal:
    appeal = start_appeal(by=by.actor, at=ASKED, entitlement=answer)
    step(by, appeal.case, "file", FILED, **GROUNDS)
    return appeal


def step(by: Person, case: Case, event: str, when: datetime = ANSWERED, **values: Any) -> None:
    reason = "" if event == "file" else "见核查记录"
    take_step(by=by.actor, at=when, case=case, event=event, reason=reason, values=values)
    case.refresh_from_db()
