"""Finding an earlier grant for the same party, ground and period, whoever gave it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet, Sum

from kechuang.base.errors import Text
from kechuang.ledger.models import Grant, PaymentItem
from kechuang.ledger.refusals import NOT_POSTED, AlreadyGranted, yuan
from kechuang.ledger.states import ItemState
from kechuang.parties.models import Party


def earlier_grants(
    party: Party, ground_key: str, period_from: date, period_to: date
) -> QuerySet[Grant]:
    """Grants in force for ``party`` on this ground whose period overlaps, over all departments."""
    return Grant.objects.filter(
        party=party,
        ground_key=ground_key,
        cancelled_at__isnull=True,
        period_from__lte=period_to,
        period_to__gte=period_from,
    ).select_related("scheme__book")


def refuse_duplicate(party: Party, ground_key: str, period_from: date, period_to: date) -> None:
    """Raise ``AlreadyGranted`` naming the earlier grant and what was paid on it."""
    earlier = earlier_grants(party, ground_key, period_from, period_to).first()
    if earlier is None:
        return
    paid = paid_on(earlier)
    raise AlreadyGranted(
        NOT_POSTED,
        Text(
            f"{party.name} 同一事由、重叠期间已在"
            f"“{earlier.scheme.name}”（{earlier.scheme.book.name}）立项 "
            f"{earlier.number}，{earlier.decision}，已支付 {yuan(paid)} 元",
            f"{party.name} has grant {earlier.number} on the same ground for an overlapping "
            f"period under {earlier.scheme.name_en} ({earlier.decision}); "
            f"{yuan(paid)} yuan were paid",
        ),
        Text(
            "同一事由同一期间只能资助一次；若前一项有误，请先核减或取消",
            "One ground and period is granted once; if the earlier one is wrong, cancel it first",
        ),
    )


def paid_on(grant: Grant) -> int:
    """What the treasury confirmed as paid on a grant, in fen."""
    paid = PaymentItem.objects.filter(part__tranche__grant=grant, state=ItemState.PAID)
    return paid.aggregate(total=Sum("paid_fen"))["total"] or 0
