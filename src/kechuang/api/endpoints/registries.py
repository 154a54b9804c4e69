"""Outcomes, demands, parties, search, audit head."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from kechuang.api.paging import Limit, Offset, Page, RecordId, paged
from kechuang.api.platform import api, not_found
from kechuang.api.schemas import (
    PLAIN,
    DemandDetail,
    DemandOut,
    FactOut,
    HeadOut,
    OutcomeDetail,
    OutcomeOut,
    PartyOut,
)
from kechuang.audit.selectors import chain_head
from kechuang.base.errors import Text, require
from kechuang.demands.models import Demand
from kechuang.demands.selectors import demand_for, visible_demands
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.selectors import outcome_for, visible_outcomes
from kechuang.parties.access import can_read_facts
from kechuang.parties.models import Party
from kechuang.parties.selectors import listed_parties

SearchText = Annotated[str, Query(max_length=200, pattern=PLAIN)]


@api.get("/outcomes", response=Page[OutcomeOut], tags=["outcomes"])
def list_outcomes(
    request: HttpRequest, q: SearchText = "", limit: Limit = 50, offset: Offset = 0
) -> Any:
    """成果列表（只含公开内容）/ Outcomes that the caller may know of, public text only."""
    return paged(visible_outcomes(request.actor).filter(search_text__icontains=q), limit, offset)


@api.get("/outcomes/{pk}", response=OutcomeDetail, tags=["outcomes"])
def read_outcome(request: HttpRequest, pk: RecordId) -> Any:
    """一项成果 / One outcome with owners and patents."""
    try:
        return outcome_for(request.actor, pk)
    except Outcome.DoesNotExist:
        return not_found(request)


@api.get("/demands", response=Page[DemandOut], tags=["demands"])
def list_demands(
    request: HttpRequest, q: SearchText = "", limit: Limit = 50, offset: Offset = 0
) -> Any:
    """需求列表（匿名发布的不含企业名称）/ Demands that the caller may know of."""
    return paged(visible_demands(request.actor).filter(search_text__icontains=q), limit, offset)


@api.get("/demands/{pk}", response=DemandDetail, tags=["demands"])
def read_demand(request: HttpRequest, pk: RecordId) -> Any:
    """一项需求 / One demand with its targets."""
    try:
        return demand_for(request.actor, pk)
    except Demand.DoesNotExist:
        return not_found(request)


@api.get("/parties", response=Page[PartyOut], tags=["parties"])
def list_parties(
    request: HttpRequest, q: SearchText = "", limit: Limit = 50, offset: Offset = 0
) -> Any:
    """企业与机构 / Registered organisations."""
    return paged(listed_parties().filter(name__icontains=q), limit, offset)


@api.get("/parties/{pk}", response=PartyOut, tags=["parties"])
def read_party(request: HttpRequest, pk: RecordId) -> Any:
    """一家单位 / One organisation."""
    return listed_parties().filter(pk=pk).first() or not_found(request)


@api.get("/parties/{pk}/facts", response=list[FactOut], tags=["parties"])
def list_facts(request: HttpRequest, pk: RecordId) -> Any:
    """一家单位的事实与来源（本单位、主管部门、审计）/ Facts with their sources."""
    party = Party.objects.filter(pk=pk).first()
    if party is None:
        return not_found(request)
    require(can_read_facts(request.actor, party), Text("查看这家单位的事实", "read these facts"))
    return list(party.facts.all())


@api.get("/audit/head", response=HeadOut, tags=["audit"])
def read_audit_head(request: HttpRequest) -> Any:
    """审计链头 / The head of the audit chain, to be kept elsewhere."""
    return chain_head()
