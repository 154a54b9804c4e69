"""Keeping the answers of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kechuang.entitlements.models import Entitlement
from kechuang.runs.models import Part
from kechuang.runs.services import keep_part


@dataclass(frozen=True)
class KeptAnswer:
    """One answer on its way from a worker process into the table."""

    subject: str
    pack_id: str
    pack_digest: str
    clause_id: str
    verdict: str
    is_near_miss: bool
    amount_kind: str
    low_fen: int | None
    high_fen: int | None
    missing: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    unmet: int
    lacks: str
    widest_bp: int | None
    evidence: bytes


@transaction.atomic
def keep_answers(
    *, part: Part, answers: Iterable[KeptAnswer], party_ids: Mapping[str, int], result_digest: str
) -> None:
    """Store the answers of one part and mark it computed, in one transaction."""
    Entitlement.objects.bulk_create(
        (_row(part.run_id, party_ids[answer.subject], answer) for answer in answers),
        batch_size=2_000,
    )
    keep_part(part, result_digest=result_digest)


def _row(run_id: int, party_id: int, answer: KeptAnswer) -> Entitlement:
    return Entitlement(
        run_id=run_id,
        party_id=party_id,
        pack_id=answer.pack_id,
        pack_digest=answer.pack_digest,
        clause_id=answer.clause_id,
        verdict=answer.verdict,
        is_near_miss=answer.is_near_miss,
        amount_kind=answer.amount_kind,
        low_fen=answer.low_fen,
        high_fen=answer.high_fen,
        missing=answer.missing,
        gaps=answer.gaps,
        unmet=answer.unmet,
        lacks=answer.lacks,
        widest_bp=answer.widest_bp,
        evidence=answer.evidence,
    )
