"""The registry of grants."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Coalesce

from kechuang.base.actors import Actor
from kechuang.ledger.access import readable_grants
from kechuang.ledger.models import FundShare, Grant, TrancheShare
from kechuang.ledger.states import FundSource, GrantStage

PUBLIC = ~Q(source=FundSource.ENTERPRISE)


def listed_grants(actor: Actor) -> QuerySet[Grant]:
    """Grants the actor may see, with ``public_fen``, ``paid_fen`` and ``stage``."""
    annotated = Grant.objects.annotate(
        public_fen=_public(F("amount_fen")),
        paid_fen=_public(F("paid__credits_posted_fen")),
        open_fen=_public(_balance("obligation") + _balance("payable")) + _accepted_open(),
    )
    seen = annotated.filter(readable_grants(actor)).annotate(stage=_stage())
    return seen.select_related("party", "scheme").prefetch_related("shares")


def _public(value: Combinable) -> Coalesce:
    """``value`` summed over the public shares of a grant."""
    shares = FundShare.objects.filter(PUBLIC, grant=OuterRef("pk")).order_by()
    return _summed(shares.values("grant").annotate(total=Sum(value)))


def _accepted_open() -> Coalesce:
    parts = TrancheShare.objects.filter(tranche__grant=OuterRef("pk"), accepted__isnull=False)
    grouped = parts.order_by().values("tranche__grant")
    return _summed(grouped.annotate(total=Sum(_balance("accepted"))))


def _summed(grouped: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(grouped.values("total"), output_field=BigIntegerField()), 0)


def _balance(account: str) -> CombinedExpression:
    return F(f"{account}__credits_posted_fen") - F(f"{account}__debits_posted_fen")


def _stage() -> Case:
    return Case(
        When(cancelled_at__isnull=False, then=Value(GrantStage.CANCELLED)),
        When(open_fen__gt=0, then=Value(GrantStage.RUNNING)),
        default=Value(GrantStage.COMPLETED),
        output_field=CharField(),
    )
