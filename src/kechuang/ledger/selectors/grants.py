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
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.standing import grants_at, open_at, paid_at
from kechuang.ledger.states import FundSource, GrantStage

PUBLIC = ~Q(source=FundSource.ENTERPRISE)


def listed_grants(actor: Actor, *, moment: Moment | None = None) -> QuerySet[Grant]:
    """Grants the actor may see, with ``public_fen``, ``paid_fen`` and ``stage``.

    Without ``moment`` as the running totals tell it; else as the vouchers of that moment do.
    """
    told = _told_by_totals() if moment is None else _told_by_vouchers(moment)
    seen = told.filter(readable_grants(actor)).annotate(
        public_fen=_public(F("amount_fen")), stage=_stage()
    )
    return seen.select_related("party", "scheme").prefetch_related("shares")


def _told_by_totals() -> QuerySet[Grant]:
    return Grant.objects.annotate(
        paid_fen=_public(F("paid__credits_posted_fen")),
        open_fen=_public(_balance("obligation") + _balance("payable")) + _accepted_open(),
        was_cancelled_at=F("cancelled_at"),
    )


def _told_by_vouchers(moment: Moment) -> QuerySet[Grant]:
    return grants_at(moment).annotate(paid_fen=paid_at(moment), open_fen=open_at(moment))


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
        When(was_cancelled_at__isnull=False, then=Value(GrantStage.CANCELLED)),
        When(open_fen__gt=0, then=Value(GrantStage.RUNNING)),
        default=Value(GrantStage.COMPLETED),
        output_field=CharField(),
    )
