"""Telling the firms of a long list goes on in the background worker."""

from __future__ import annotations

from django.utils.timezone import localdate
from django_tasks import task

from kechuang.base.clock import now
from kechuang.ledger.selectors.payees import actor_again
from kechuang.offers.models import OfferList
from kechuang.offers.services import send_offers


@task()
def tell_firms(list_id: int) -> None:
    """Send every notice of an issued list that was not sent yet, for whoever issued it."""
    offer_list, at = OfferList.objects.get(pk=list_id), now()
    issuer = actor_again(offer_list.issued_by_id, offer_list.issued_by_name, on=localdate(at))
    send_offers(by=issuer, at=at, offer_list=offer_list)
