"""Demands and outcomes of three owners in every state they know."""

from __future__ import annotations

from kechuang.base.registry.entries import RegistryEntry
from kechuang.demands.models import Demand
from kechuang.demands.services import NewDemand, import_demands
from kechuang.demands.states import Confidentiality, DemandState
from kechuang.matching.models import Match
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.services import NewOutcome, NewShare, import_outcomes
from kechuang.outcomes.states import OutcomeState
from kechuang.parties.models import Party
from tests.api.audiences import Record
from tests.base.registry.cast import AT
from tests.journeys.small_region import SYSTEM, Region

SOURCE = "authorization"
NOBODY = "未登记单位"
DEMAND_OWNERS, OUTCOME_OWNERS = ("mine", "strange", ""), ("university", "mine", "")


def demands(region: Region) -> list[Record]:
    """Each confidentiality meets each state and each owner; every demand has one match."""
    keys = [(owner, state) for owner in DEMAND_OWNERS for state in DemandState.values]
    rows = [_demand(region, owner, state) for owner, state in keys]
    import_demands(by=SYSTEM, at=AT, rows=rows, source=SOURCE, publish=True)
    records = [_placed(Demand, "demand", owner, state) for owner, state in keys]
    matched = [_match(region, record) for record in records]
    Match.objects.bulk_create(matched)
    return records


def outcomes(region: Region) -> list[Record]:
    keys = [(owner, state) for owner in OUTCOME_OWNERS for state in OutcomeState.values]
    rows = [_outcome(region, owner, state) for owner, state in keys]
    import_outcomes(by=SYSTEM, at=AT, rows=rows, source=SOURCE, publish=True)
    return [_placed(Outcome, "outcome", owner, state) for owner, state in keys]


def _demand(region: Region, owner: str, state: str) -> NewDemand:
    party = _party(region, owner)
    place = DEMAND_OWNERS.index(owner) + DemandState.values.index(state)
    return NewDemand(
        title=f"需求 {owner} {state}",
        enterprise_id=party.pk if party else None,
        enterprise_name=party.name if party else NOBODY,
        problem="问题",
        confidential_text="保密",
        confidentiality=Confidentiality.values[place % len(Confidentiality.values)],
        source_key=f"{owner}-{state}",
    )


def _outcome(region: Region, owner: str, state: str) -> NewOutcome:
    party = _party(region, owner)
    share = NewShare(party.name if party else NOBODY, 10_000, party_id=party.pk if party else None)
    return NewOutcome(title=f"成果 {owner} {state}", owners=(share,), source_key=f"{owner}-{state}")


def _placed(model: type[RegistryEntry], kind: str, owner: str, state: str) -> Record:
    """The imported entry, put into its state without the steps that lead there."""
    entries = model.objects.filter(source=SOURCE, source_key=f"{owner}-{state}")
    entries.update(state=state)
    entry = entries.get()
    hides = getattr(entry, "confidentiality", "")
    return Record(kind, owner, state, confidentiality=hides, ids={"pk": entry.pk})


def _match(region: Region, record: Record) -> Match:
    outcome = region.outcomes["magnet"]
    record.ids["outcome_pk"] = outcome.pk
    return Match(
        run=region.run,
        demand_id=record.ids["pk"],
        outcome=outcome,
        rank=1,
        score=1,
        strength="strong",
        reasons=[],
    )


def _party(region: Region, owner: str) -> Party | None:
    return getattr(region, owner) if owner else None
