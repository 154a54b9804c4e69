"""Receipts of what was sealed, and the proof that each carries with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of, receipt_proof
from kechuang.base.actors import Actor
from kechuang.cases.access import visible_to
from kechuang.cases.models import Case, Seal
from kechuang.cases.selectors.sight import Sight

SEAL_CASE = "seal_case"


def readable_seals(actor: Actor) -> QuerySet[Seal]:
    """Seals of cases that the actor may read."""
    cases = Case.objects.filter(visible_to(actor))
    return Seal.objects.filter(case__in=cases).select_related("case__round__version", "step")


def sees_whole(sight: Sight, seal: Seal) -> bool:
    """Whether nothing that was sealed is hidden from the reader."""
    documents = seal.content.get("documents", {})
    return sight.sees_party and all(map(sight.sees, {*seal.content["values"], *documents}))


def event_of_seal(seal: Seal) -> Event:
    """The seal's place in the audit chain."""
    return history_of(seal).get(command=SEAL_CASE)


def receipt_of(seal: Seal) -> dict[str, Any]:
    """The receipt as JSON that ``audit/offline.py`` checks.

    ``said.payload`` tells number, case, digest and the server's receive time; ``sealed`` adds
    the content whose SHA-256 (canonical JSON, UTF-8, sorted keys) is the digest.
    """
    return receipt_proof(event_of_seal(seal)) | {"sealed": seal.content}
