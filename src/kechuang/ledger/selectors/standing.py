"""Which grants stood at a moment, and what their accounts held then, told from the vouchers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from kechuang.ledger.models import Grant, Transfer
from kechuang.ledger.selectors.flows import MOVED
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.states import Kind, Phase

POSTED = Q(phase__in=(Phase.SINGLE, Phase.POST))


def grants_at(moment: Moment) -> QuerySet[Grant]:
    """Grants that had been agreed by then, with ``was_cancelled_at``: None where the cancelling
    was booked or recorded later."""
    return _agreed(moment).annotate(was_cancelled_at=_cancelled(moment))


def standing_at(moment: Moment) -> QuerySet[Grant]:
    """Those of them that had not been cancelled."""
    agreed = _agreed(moment).annotate(cancelling=_cancelled(moment))
    return agreed.filter(cancelling__isnull=True)


def _agreed(moment: Moment) -> QuerySet[Grant]:
    agreed = Transfer.objects.filter(
        moment.of("voucher"),
        kind=Kind.OBLIGATE,
        is_red=False,
        credit__obliges__grant=OuterRef("pk"),
    )
    return Grant.objects.filter(Exists(agreed))


def cancellings(grants: Sequence[Grant], moment: Moment) -> dict[int, datetime | None]:
    """When each of ``grants`` had been cancelled by then; None where it stood."""
    own = Grant.objects.filter(pk__in=[grant.pk for grant in grants])
    return dict(own.annotate(cancelling=_cancelled(moment)).values_list("pk", "cancelling"))


def posted(kind: Kind, way: str, moment: Moment) -> Coalesce:
    """What transfers of ``kind`` moved for the grant they reach by ``way``, in fen."""
    own = Transfer.objects.filter(POSTED, moment.of("voucher"), kind=kind, **{way: OuterRef("pk")})
    total = own.order_by().values(way).annotate(total=Sum(MOVED)).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)


def paid_at(moment: Moment) -> Coalesce:
    return posted(Kind.PAY, "credit__pays__grant", moment)


def open_at(moment: Moment) -> Any:
    """What is promised and neither paid nor released."""
    promised = posted(Kind.OBLIGATE, "credit__obliges__grant", moment)
    released = posted(Kind.RELEASE, "debit__obliges__grant", moment)
    return promised - released - paid_at(moment)


def _cancelled(moment: Moment) -> Case:
    """The voucher that cancelled a grant was recorded at the very instant the grant tells."""
    then = Transfer.objects.filter(moment.of("voucher"), voucher__at=OuterRef("cancelled_at"))
    taken_back = then.filter(is_red=True, credit__obliges__grant=OuterRef("pk"))
    released = then.filter(kind=Kind.RELEASE, debit__obliges__grant=OuterRef("pk"))
    is_cancelled = Q(cancelled_at__isnull=False) & (Exists(taken_back) | Exists(released))
    return Case(
        When(is_cancelled, then=F("cancelled_at")),
        default=None,
        output_field=DateTimeField(null=True),
    )
