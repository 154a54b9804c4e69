"""What somebody asks, bids for and works on: as a person, or for a unit of theirs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties
from kechuang.cases.access import owned_by
from kechuang.cases.models import Case
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, Need
from kechuang.programmes.models.execution import Contract


def own_parties(actor: Actor) -> QuerySet[Party]:
    """The units for which the actor asks and bids."""
    return Party.objects.filter(pk__in=represented_parties(actor)).order_by("name")


def own_needs(actor: Actor) -> QuerySet[Need]:
    """Needs the actor takes part in, the latest first."""
    needs = Need.objects.filter(case__in=Case.objects.filter(owned_by(actor)))
    return needs.select_related("case__round__version", "programme", "item").order_by(
        "-begun_at", "-pk"
    )


def own_bids(actor: Actor) -> QuerySet[Bid]:
    """Bids the actor takes part in, the latest first."""
    bids = Bid.objects.filter(case__in=Case.objects.filter(owned_by(actor)))
    return bids.select_related(
        "case__round__version", "item__need__case__round__version", "party"
    ).order_by("-begun_at", "-pk")


def own_contracts(actor: Actor) -> QuerySet[Contract]:
    """Projects of the actor's units, as winner, member or demander, and those they lead."""
    mine = represented_parties(actor)
    own = Q(party__in=mine) | Q(item__demander__in=mine) | Q(consortium__party__in=mine)
    if actor.account_id is not None:
        own |= Q(chief=actor.account_id) | Q(assistant=actor.account_id)
    contracts = Contract.objects.filter(own).distinct()
    return contracts.select_related("item", "party").order_by("-drafted_at", "-pk")
