"""Approved bids whose contract is still to be drafted."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from kechuang.programmes.models import Award, Contract
from kechuang.programmes.states import CONTRACTING


def uncontracted_awards() -> QuerySet[Award]:
    """Of items that are to be contracted, the earliest first."""
    drafted = Contract.objects.in_play().filter(
        item__reference=OuterRef("item__number"), party=OuterRef("bid__party")
    )
    waiting = Award.objects.filter(~Exists(drafted), item__need__case__state=CONTRACTING)
    return waiting.select_related("item__need__case", "bid__party").order_by("awarded_at", "lane")
