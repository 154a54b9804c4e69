"""Ranked outcomes of a demand and decisions about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Body
from ninja.security import django_auth

from kechuang.api.paging import RecordId
from kechuang.api.platform import api, not_found
from kechuang.api.schemas import DecisionIn, MatchOut
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.demands.models import Demand
from kechuang.demands.selectors import demand_for
from kechuang.matching.access import can_read_matches
from kechuang.matching.models import Match
from kechuang.matching.selectors import RankedOutcome, match_of, ranked_outcomes
from kechuang.matching.services import decide_match


@api.get("/demands/{pk}/matches", response=list[MatchOut], tags=["matching"])
def list_matches(request: HttpRequest, pk: RecordId) -> Any:
    """一项需求匹配的成果和理由 / The ranked outcomes of one demand, with reasons."""
    try:
        demand = demand_for(request.actor, pk)
    except Demand.DoesNotExist:
        return not_found(request)
    require(can_read_matches(request.actor, demand), Text("查看匹配结果", "see these matches"))
    return [_match(ranked) for ranked in ranked_outcomes(demand)]


@api.post(
    "/demands/{pk}/matches/{outcome_pk}", response=MatchOut, tags=["matching"], auth=django_auth
)
def decide(request: HttpRequest, pk: RecordId, outcome_pk: RecordId, body: Body[DecisionIn]) -> Any:
    """接受或谢绝一项匹配 / Accept or decline one match; declining needs a reason."""
    try:
        match = match_of(demand_for(request.actor, pk).pk, outcome_pk)
    except (Demand.DoesNotExist, Match.DoesNotExist):
        return not_found(request)
    decision = decide_match(
        by=request.actor, at=now(), match=match, decision=body.decision, reason=body.reason
    )
    return _match(RankedOutcome(match, decision))


def _match(ranked: RankedOutcome) -> dict[str, Any]:
    match = ranked.match
    return {
        "outcome_id": match.outcome_id,
        "outcome_title": match.outcome.title,
        "rank": match.rank,
        "score": match.score,
        "strength": match.strength,
        "reasons": match.reasons,
        "decision": ranked.decision.decision if ranked.decision else "",
    }
