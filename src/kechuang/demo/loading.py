"""Writing the fictional city into the rooms, through the same services that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from kechuang.base.actors import system_actor
from kechuang.base.identifiers import parse_date
from kechuang.demands.services import NewDemand, NewTarget, import_demands
from kechuang.demo.city.shapes import City, CityDemand, CityOutcome
from kechuang.outcomes.services import NewOutcome, NewShare, import_outcomes
from kechuang.parties.models import Party
from kechuang.parties.services import (
    NewFact,
    NewParty,
    NewRelation,
    register_parties,
    relate_parties,
    state_facts,
)

BY = system_actor("kechuang demo")
SOURCE = "虚构示例"
SWEPT_ON = date(2026, 10, 31)

Step = Callable[[str], None]


@transaction.atomic
def load_city(city: City, *, at: datetime, step: Step) -> None:
    """Register everything of the city; the same city again changes nothing."""
    step("企业与机构 / organisations")
    register_parties(by=BY, at=at, parties=[*_enterprises(city), *_institutions(city)])
    relate_parties(
        by=BY,
        at=at,
        relations=[NewRelation(r.party, r.subject, r.kind, r.share_bp) for r in city.relations],
    )
    step("三年经营事实 / three years of facts")
    state_facts(by=BY, at=at, facts=_facts(city))
    step("成果与需求 / outcomes and demands")
    parties = {party.credit_code: party for party in Party.objects.all()}
    outcomes = [_outcome(outcome, parties) for outcome in city.outcomes]
    import_outcomes(by=BY, at=at, rows=outcomes, source=SOURCE, publish=True)
    demands = [_demand(demand, parties) for demand in city.demands]
    import_demands(by=BY, at=at, rows=demands, source=SOURCE, publish=True)


def _enterprises(city: City) -> list[NewParty]:
    return [
        NewParty(
            credit_code=e.credit_code,
            name=e.name,
            name_en=e.name_en,
            kind="enterprise",
            region_code=e.district,
            industry_code=e.industry_code,
            established_on=e.established_on,
            former_names=e.former_names,
        )
        for e in city.enterprises
    ]


def _institutions(city: City) -> list[NewParty]:
    return [
        NewParty(
            credit_code=i.credit_code,
            name=i.name,
            name_en=i.name_en,
            kind=i.kind,
            region_code=i.district,
        )
        for i in city.institutions
    ]


def _facts(city: City) -> list[NewFact]:
    return [
        NewFact(
            credit_code=fact.credit_code,
            name=fact.name,
            value=fact.value,
            source=fact.source,
            as_of=fact.as_of,
            period=fact.period,
            unit=fact.unit,
            certified_by=fact.certified_by,
        )
        for fact in city.facts
    ]


def _outcome(outcome: CityOutcome, parties: dict[str, Party]) -> NewOutcome:
    return NewOutcome(
        source_key=outcome.key,
        title=outcome.title,
        title_en=outcome.title_en,
        owners=tuple(
            NewShare(parties[code].name, share_bp, parties[code].pk)
            for code, share_bp in outcome.owners
        ),
        public_summary=outcome.public_summary,
        public_summary_en=outcome.summary_en,
        confidential_text=outcome.confidential_text,
        keywords=outcome.keywords,
        discipline=outcome.discipline,
        field=outcome.field,
        maturity=outcome.maturity,
        rights=outcome.rights_kind,
        patent_numbers=outcome.patent_numbers,
        ipc=outcome.ipc,
        channel=outcome.channel,
        cooperation_modes=outcome.cooperation_modes,
        price_fen=outcome.price_fen,
    )


def _demand(demand: CityDemand, parties: dict[str, Party]) -> NewDemand:
    enterprise = parties[demand.enterprise]
    return NewDemand(
        source_key=demand.key,
        title=demand.title,
        title_en=demand.title_en,
        enterprise_id=enterprise.pk,
        enterprise_name=enterprise.name,
        background=demand.background,
        problem=demand.problem,
        public_text=demand.public_text,
        confidential_text=demand.confidential_text,
        confidentiality=demand.confidentiality,
        field=demand.field,
        industry_code=demand.industry_code,
        needed_maturity=demand.needed_maturity,
        budget_fen=demand.budget_fen,
        deadline=parse_date(demand.deadline),
        cooperation_modes=demand.cooperation_modes,
        targets=tuple(
            NewTarget(metric=metric, current_value=current, target_value=target, unit=unit)
            for metric, current, target, unit in demand.targets
        ),
    )
