"""Corrections and appeals, with how far they are."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kechuang.appeals.models import Appeal, Correction
from kechuang.audit.selectors.history import event_of
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.evidence import unpack_evidence
from kechuang.entitlements.fact_words import with_facts_in_words
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party
from kechuang.runs.models import Run


def corrections_of(party: Party) -> QuerySet[Correction]:
    """What the party has said is wrong, the newest first."""
    asked = Correction.objects.filter(fact__party=party)
    return asked.select_related("fact", "case__round__version", "corrected")


def open_corrections(party: Party) -> frozenset[int]:
    """Ids of the statements about which a correction is under way."""
    asked = Correction.objects.filter(fact__party=party, ended_at=None)
    return frozenset(asked.values_list("fact", flat=True))


def appeal_about(answer: Entitlement) -> Appeal | None:
    """The newest appeal of the firm about the clause."""
    appeals = Appeal.objects.filter(
        party=answer.party_id, pack_id=answer.pack_id, clause_id=answer.clause_id
    )
    return appeals.select_related("case__round__version").first()


def renewed_answer(appeal: Appeal) -> dict[str, Any] | None:
    """What the clause answered once the appeal was upheld, in words."""
    if appeal.renewed is None:
        return None
    return with_codes_named(with_facts_in_words(unpack_evidence(appeal.renewed)))


def starter_of(run: Run) -> int | None:
    """The account that started the sweep; None where the system did."""
    event = event_of(run, "prepare_run")
    return event.actor_id if event else None
