"""What a clerk may choose for a list."""

from __future__ import annotations

from django.db.models import Max, Q, QuerySet

from kechuang.cases.models import ProcedureVersion
from kechuang.offers.states import APPLICATION_PROCEDURE, OFFER_PROCEDURE, PAYABLE_KINDS
from kechuang.policies.models import PolicyClause
from kechuang.runs.selectors import latest_sweep


def payable_choices() -> QuerySet[PolicyClause]:
    """Clauses that the newest sweep answered and whose money the bureau itself pays."""
    run = latest_sweep()
    clauses = PolicyClause.objects.filter(document__is_listed=True, kind__in=PAYABLE_KINDS)
    if run is None:
        return clauses.none()
    answered = run.entitlements.order_by().values("pack_id").distinct()
    return clauses.filter(document__pack_id__in=answered).select_related("document")


def offer_versions() -> QuerySet[ProcedureVersion]:
    """The procedure of offers and the option packs of places, each as entered last."""
    return _latest(OFFER_PROCEDURE)


def application_versions() -> QuerySet[ProcedureVersion]:
    return _latest(APPLICATION_PROCEDURE)


def _latest(procedure: str) -> QuerySet[ProcedureVersion]:
    found = ProcedureVersion.objects.filter(Q(procedure_id=procedure) | Q(adopted_from=procedure))
    newest = found.order_by().values("procedure_id").annotate(last=Max("pk")).values("last")
    return found.filter(pk__in=newest).order_by("-adopted_from", "procedure_id")
