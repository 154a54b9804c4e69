"""Who was funded, with which grants and payments, as far as the reader may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from kechuang.base.actors import Actor
from kechuang.ledger.access import readable_grants
from kechuang.ledger.models import FundShare, Grant, PaymentItem
from kechuang.ledger.states import FundSource, ItemState
from kechuang.parties.models import Party


def grants_of(actor: Actor, party: Party) -> QuerySet[Grant]:
    """The party's grants that ``actor`` may see, with funds and tranches."""
    found = Grant.objects.filter(readable_grants(actor), party=party).select_related("scheme")
    return found.prefetch_related("shares", "tranches")


def payments_of(actor: Actor, party: Party) -> QuerySet[PaymentItem]:
    """Payments on those grants, the newest first; what was withdrawn is none."""
    items = PaymentItem.objects.filter(
        part__tranche__grant__in=Grant.objects.filter(readable_grants(actor), party=party)
    ).exclude(state=ItemState.WITHDRAWN)
    related = items.select_related("part__tranche__grant", "part__share")
    return related.order_by("-number")


def funded_parties(actor: Actor) -> QuerySet[Party]:
    """Parties with a grant that ``actor`` may see: ``grant_count``, ``granted_fen``, ``paid_fen``.

    ``granted_fen`` is public money of grants that were not cancelled.
    """
    visible = Grant.objects.filter(readable_grants(actor))
    shares = FundShare.objects.filter(
        ~Q(source=FundSource.ENTERPRISE), grant__in=visible, grant__cancelled_at__isnull=True
    )
    items = PaymentItem.objects.filter(part__tranche__grant__in=visible, state=ItemState.PAID)
    return Party.objects.annotate(
        grant_count=_per_party(visible, "party", Count("pk")),
        granted_fen=_per_party(shares, "grant__party", Sum("amount_fen")),
        paid_fen=_per_party(items, "part__tranche__grant__party", Sum("paid_fen")),
    ).filter(grant_count__gt=0)


def _per_party(rows: QuerySet[Any], way: str, figure: Aggregate) -> Coalesce:
    """``figure`` over those of ``rows`` that lead to the party by ``way``; zero without any."""
    of_party = rows.filter(**{way: OuterRef("pk")}).order_by().values(way)
    return Coalesce(Subquery(of_party.annotate(figure=figure).values("figure")), 0)
