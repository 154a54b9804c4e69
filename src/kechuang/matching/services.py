"""Keeping matches and deciding about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, require
from kechuang.demands.models import Demand
from kechuang.matching.access import can_decide_matches
from kechuang.matching.models import Decision, Match, MatchDecision
from kechuang.matching.selectors import decisions_of
from kechuang.runs.models import Part
from kechuang.runs.services import keep_part

LONGEST_REASON = 500
NOT_SAVED = Text("决定未保存", "The decision was not saved")


@dataclass(frozen=True)
class KeptMatch:
    """One hit on its way from a worker process into the table (document ids are outcome ids)."""

    demand_id: int
    outcome_id: int
    rank: int
    score: int
    strength: str
    reasons: list[dict[str, Any]]


@transaction.atomic
def keep_matches(*, part: Part, matches: Iterable[KeptMatch], result_digest: str) -> None:
    """Store the matches of one part and mark it computed, in one transaction."""
    Match.objects.bulk_create(
        (
            Match(
                run_id=part.run_id,
                demand_id=match.demand_id,
                outcome_id=match.outcome_id,
                rank=match.rank,
                score=match.score,
                strength=match.strength,
                reasons=match.reasons,
            )
            for match in matches
        ),
        batch_size=2_000,
    )
    keep_part(part, result_digest=result_digest)


@transaction.atomic
def decide_match(
    *, by: Actor, at: datetime, match: Match, decision: str, reason: str = ""
) -> MatchDecision:
    """Accept or decline a match; declining needs a reason, a later decision replaces it."""
    demand: Demand = match.demand
    require(can_decide_matches(by, demand), Text("决定这项匹配", "decide about this match"))
    _refuse_unknown(decision)
    _refuse_unreasoned(decision, reason)
    _refuse_unkeepable(reason)
    kept, _ = MatchDecision.objects.update_or_create(
        demand=demand,
        outcome_id=match.outcome_id,
        defaults={
            "decision": decision,
            "reason": reason.strip(),
            "decided_by": by.name,
            "decided_at": at,
        },
    )
    payload: Mapping[str, Any] = {
        "outcome": match.outcome_id,
        "decision": decision,
        "reason": reason.strip(),
        "run": match.run_id,
        "rank": match.rank,
    }
    record(by=by, at=at, command="decide_match", target=demand, payload=dict(payload))
    return kept


def _refuse_unknown(decision: str) -> None:
    if decision not in Decision.values:
        raise InvalidInput(
            NOT_SAVED,
            Text("只能选择愿意对接或不合适", "it must be accepted or declined"),
            Text("请重新选择", "Choose again"),
        )


def _refuse_unreasoned(decision: str, reason: str) -> None:
    if decision == Decision.DECLINED and not reason.strip():
        raise InvalidInput(
            NOT_SAVED,
            Text("没有写明不合适的理由", "no reason was given for declining"),
            Text("请用一句话说明理由，记录在案", "Give one sentence; it is kept on record"),
        )


def _refuse_unkeepable(reason: str) -> None:
    if len(reason) > LONGEST_REASON or "\0" in reason:
        raise InvalidInput(
            NOT_SAVED,
            Text(
                f"理由超过 {LONGEST_REASON} 个字符，或含有空字符",
                f"the reason is longer than {LONGEST_REASON} characters or contains a NUL",
            ),
            Text("请缩短后重试", "Shorten it and try again"),
        )


def forget_decider(*, account_id: int, instead: str) -> None:
    """Take a person's name out of decisions, inside the erasure that somebody approved."""
    rows = [row.pk for row in decisions_of(account_id)]
    MatchDecision.objects.filter(pk__in=rows).update(decided_by=instead)
