"""Certifying what a party said about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.parties.access import can_certify
from kechuang.parties.fact_values import typed_value
from kechuang.parties.models import PartyFact
from kechuang.parties.selectors import standing
from kechuang.parties.services.inputs import NewFact
from kechuang.parties.services.stating import state_facts

NOT_CERTIFIED = Text("未核验", "Nothing was certified")


@transaction.atomic
def certify_fact(*, by: Actor, at: datetime, fact: PartyFact, certified_by: str) -> None:
    """State ``fact`` again as certified by ``certified_by``; the party's own statement stays.

    Raises ``NotAllowed`` for the party's own people, ``WrongState`` where the party has said
    something else since, and ``InvalidInput`` without a certifier.
    """
    party = fact.party
    require(can_certify(by, party), Text("核验事实", "certify facts"))
    certifier = stated(NOT_CERTIFIED, certified_by)
    said = PartyFact.objects.filter(party=party, name=fact.name, period=fact.period)
    if fact not in standing(said):
        raise wrong_state(
            NOT_CERTIFIED, "该单位之后另有填报", "the party has said something else since"
        )
    again = NewFact(
        credit_code=party.credit_code,
        name=fact.name,
        value=typed_value(fact.name, fact.told),
        source=fact.source,
        as_of=fact.as_of,
        period=fact.period,
        unit=fact.unit,
        certified_by=certifier,
        raw_text=fact.raw_text,
    )
    state_facts(by=by, at=at, facts=[again])
    payload = {"fact": fact.pk, "certified_by": certifier}
    record(by=by, at=at, command="certify_fact", target=party, payload=payload)
