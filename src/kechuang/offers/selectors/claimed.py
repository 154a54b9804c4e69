"""Which firms have a clause's money, an offer of it or an application for it."""

from __future__ import annotations

from datetime import date

from kechuang.ledger.models import Grant
from kechuang.offers.models import Application, Offer


def claimed_parties(pack_id: str, clause_id: str, year: int) -> frozenset[int]:
    """Firms with a live offer, application or grant under the clause for the year."""
    wanted = {"pack_id": pack_id, "clause_id": clause_id, "year": year, "freed_at": None}
    grants = Grant.objects.filter(
        rule_pack=pack_id,
        rule_clause=clause_id,
        cancelled_at__isnull=True,
        period_from__lte=date(year, 12, 31),
        period_to__gte=date(year, 1, 1),
    )
    return frozenset(
        [
            *Offer.objects.filter(**wanted).values_list("party", flat=True),
            *Application.objects.filter(**wanted).values_list("party", flat=True),
            *grants.values_list("party", flat=True),
        ]
    )
