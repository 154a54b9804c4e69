"""From result lines of a worker to rows of the rooms."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from kechuang.batch.work import Computed
from kechuang.entitlements.evidence import pack_evidence
from kechuang.entitlements.nearness import conditions_in, widest_bp
from kechuang.entitlements.services import KeptAnswer, keep_answers
from kechuang.matching.services import KeptMatch, keep_matches
from kechuang.parties.models import Party
from kechuang.runs.models import Part


@transaction.atomic
def keep_computed(part: Part, computed: Computed) -> None:
    """Store the computed lines of one part in the room they belong to, unless it is kept already.

    Two processes may compute the same run (the page's worker and the command line).
    """
    if Part.objects.select_for_update().get(pk=part.pk).result_digest:
        return
    if part.kind == "entitlement":
        answers = [kept_answer(line) for line in computed.lines]
        codes = {answer.subject for answer in answers}
        ids = dict(Party.objects.filter(credit_code__in=codes).values_list("credit_code", "pk"))
        keep_answers(part=part, answers=answers, party_ids=ids, result_digest=computed.digest)
        return
    matches = [match for line in computed.lines for match in kept_matches(json.loads(line))]
    keep_matches(part=part, matches=matches, result_digest=computed.digest)


def kept_answer(line: bytes) -> KeptAnswer:
    """The row that a result line becomes."""
    answer: dict[str, Any] = json.loads(line)
    amount = answer["amount"] or {"kind": "", "low_fen": None, "high_fen": None}
    return KeptAnswer(
        subject=answer["subject"],
        pack_id=answer["pack_id"],
        pack_digest=answer["pack_digest"],
        clause_id=answer["clause_id"],
        verdict=answer["verdict"],
        is_near_miss=answer["is_near_miss"],
        amount_kind=amount["kind"],
        low_fen=amount["low_fen"],
        high_fen=amount["high_fen"],
        missing=answer["missing"],
        gaps=answer["gaps"],
        unmet=len(answer["gaps"]),
        lacks=conditions_in(answer["gaps"]),
        widest_bp=widest_bp(answer["gaps"]),
        evidence=pack_evidence(line),
    )


def kept_matches(result: dict[str, Any]) -> list[KeptMatch]:
    """The rows that the hits of one demand become."""
    return [
        KeptMatch(
            demand_id=int(result["demand"]),
            outcome_id=int(hit["document_id"]),
            rank=hit["rank"],
            score=hit["score"],
            strength=hit["strength"],
            reasons=hit["reasons"],
        )
        for hit in result["hits"]
    ]
