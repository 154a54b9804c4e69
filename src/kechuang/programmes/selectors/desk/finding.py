"""Needs, items and bids on the desk; what is out of reach is not there."""

from __future__ import annotations

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.cases.models import Case
from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import may_see
from kechuang.programmes.models import Bid, ListedItem, Need
from kechuang.programmes.powers_at_desk import interests_of, lies_before, reading_role


def desk_needs(actor: Actor) -> QuerySet[Need]:
    """Needs that have come to the authority, without those in which the reader has an interest."""
    cases = Case.objects.filter(lies_before(actor)).exclude(pk__in=interests_of(actor))
    found = Need.objects.filter(case__in=cases)
    return found.select_related(
        "case__round__version", "case__party", "programme__items_round", "item"
    )


def desk_items(actor: Actor) -> QuerySet[ListedItem]:
    """Items that were published, of the needs on the desk."""
    found = ListedItem.objects.filter(need__in=desk_needs(actor))
    return found.select_related(
        "need__case__round__version",
        "need__case__party",
        "need__programme__line",
        "bids_round__version",
    )


def desk_bids(actor: Actor) -> QuerySet[Bid]:
    """Bids for these items that were opened; of sealed ones nobody at the desk knows more than
    how many there are, once bidding is over."""
    found = Bid.objects.filter(item__need__in=desk_needs(actor), opened_at__isnull=False)
    return found.select_related(
        "case__round__version", "item__need__case__round__version", "party", "item__need__programme"
    )


def find_need(actor: Actor, number: str) -> Need:
    """By the number of its case; raises ``Need.DoesNotExist`` alike for what is out of reach."""
    return desk_needs(actor).get(case__number=number)


def find_item(actor: Actor, number: str) -> ListedItem:
    """By its number on the list; raises ``ListedItem.DoesNotExist``."""
    return desk_items(actor).get(number=number)


def find_bid(actor: Actor, number: str) -> Bid:
    """By the number of its case; raises ``Bid.DoesNotExist``, also for what is still sealed."""
    return desk_bids(actor).get(case__number=number)


def is_readable(actor: Actor, case: Case, field: str) -> bool:
    """Whether the procedure lets somebody at the desk read ``field`` in its present state."""
    terms = terms_of(case.round)
    role = reading_role(actor)
    return may_see(terms.procedure, case.state, role, field, options=terms.options)
