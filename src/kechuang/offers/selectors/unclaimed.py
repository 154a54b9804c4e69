"""Who is entitled by the newest sweep and has neither offer, application nor grant (应享尽享)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from kechuang.base.actors import Actor
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.ledger.models import Grant
from kechuang.offers.access import within_reach_of
from kechuang.offers.models import Application, Offer, Reminder
from kechuang.offers.states import PAYABLE_KINDS
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clauses
from kechuang.runs.selectors import latest_sweep


@dataclass(frozen=True)
class Unclaimed:
    """One clause: firms that could have it, what is surely due to them in fen, those reminded."""

    clause: PolicyClause
    firms: int
    certain_fen: int
    reminded: int


def unclaimed_by_clause(actor: Actor) -> list[Unclaimed]:
    """Clauses with somebody unclaimed, the greatest sum first; one query."""
    clauses = payable_clauses()
    reminded = Exists(Reminder.objects.filter(entitlement=OuterRef("pk")))
    rows = (
        unclaimed_answers(actor)
        .annotate(is_reminded=reminded)
        .order_by()
        .values("pack_id", "clause_id")
        .annotate(
            firms=Count("pk"),
            certain=Sum("low_fen", filter=Q(amount_kind="exact"), default=0),
            told=Count("pk", filter=Q(is_reminded=True)),
        )
    )
    found = [
        Unclaimed(clauses[key], row["firms"], row["certain"], row["told"])
        for row in rows
        if (key := (row["pack_id"], row["clause_id"])) in clauses
    ]
    return sorted(found, key=lambda one: (-one.certain_fen, -one.firms, one.clause.pk))


def unclaimed_answers(actor: Actor) -> QuerySet[Entitlement]:
    """Answers of the newest sweep that are met, with money, and claimed by nobody for its year."""
    run = latest_sweep()
    if run is None:
        return Entitlement.objects.none()
    same = {
        "party": OuterRef("party"),
        "pack_id": OuterRef("pack_id"),
        "clause_id": OuterRef("clause_id"),
        "year": run.on.year,
        "freed_at": None,
    }
    granted = Grant.objects.filter(
        party=OuterRef("party"),
        rule_pack=OuterRef("pack_id"),
        rule_clause=OuterRef("clause_id"),
        cancelled_at=None,
        period_from__lte=run.on,
        period_to__gte=run.on,
    )
    met = Entitlement.objects.filter(run=run, verdict=VerdictChoice.MET).exclude(amount_kind="")
    return met.filter(
        within_reach_of(actor),
        ~Exists(Offer.objects.filter(**same)),
        ~Exists(Application.objects.filter(**same)),
        ~Exists(granted),
    ).defer("evidence", "missing", "gaps")


def payable_clauses() -> Mapping[tuple[str, str], PolicyClause]:
    """Clauses of the library whose money the bureau itself pays."""
    clauses = listed_clauses()
    return {key: clause for key, clause in clauses.items() if clause.kind in PAYABLE_KINDS}
