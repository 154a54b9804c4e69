"""Why an offer's grant was given, as the ledger's pages tell it."""

from __future__ import annotations

from django.urls import reverse

from kechuang.engines.wording import Text
from kechuang.ledger.models import Grant
from kechuang.ledger.origins import Origin
from kechuang.offers.models import Offer


def origin_of(grant: Grant) -> Origin | None:
    """The offer's case under its list; the clause and the facts are those of its answer."""
    offers = Offer.objects.filter(grant=grant, case__isnull=False)
    offer = offers.select_related("case", "offer_list").first()
    if offer is None or offer.case is None:
        return None
    told = offer.offer_list
    return Origin(
        case=Text(f"{offer.case.number} {told.title}", f"{offer.case.number} {told.title_en}"),
        case_url=reverse("cases:case", args=[offer.case.number]),
        rule=Text(f"{told.number} {told.decision}", f"{told.number} {told.decision}"),
        rule_url=reverse("offers:list", args=[told.number]),
        articles=(Text(told.article, told.article_en),),
        facts_url=reverse("entitlements:answer", args=[offer.entitlement_id]),
    )
