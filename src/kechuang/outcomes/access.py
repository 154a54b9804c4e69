"""Who may see and do what with an outcome, as conditions that the database checks."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
)
from kechuang.base.registry.transitions import Step
from kechuang.outcomes.models import Outcome, OwnerShare
from kechuang.outcomes.states import PUBLIC_STATES
from kechuang.parties.models import Party

EVERYTHING = Q(pk__isnull=False)


def owned_by(actor: Actor) -> Q:
    """Outcomes of which an enterprise or institution of the actor holds a share."""
    shares = OwnerShare.objects.filter(party_id__in=represented_parties(actor))
    return Q(pk__in=shares.values("outcome_id"))


def supervised_by(actor: Actor) -> Q:
    """Every outcome for the city's bureau; for a district's clerks those owned in the district."""
    if supervises_city(actor):
        return EVERYTHING
    districts = supervised_districts(actor)
    shares = OwnerShare.objects.filter(party__region_code__in=districts)
    return Q(pk__in=shares.values("outcome_id"))


def opened_to(actor: Actor) -> Q:
    """What the actor may read one by one while the records of an owner are opened."""
    shares = OwnerShare.objects.filter(party_id__in=actor.opened_parties)
    is_known = owned_by(actor) | supervised_by(actor)
    return Q(pk__in=shares.values("outcome_id")) & ~is_known


def visible_to(actor: Actor) -> Q:
    """Published outcomes for everybody; the others for owners and bureau only."""
    return Q(state__in=PUBLIC_STATES) | owned_by(actor) | supervised_by(actor)


def is_owner(actor: Actor, outcome: Outcome) -> bool:
    return Outcome.objects.filter(owned_by(actor), pk=outcome.pk).exists()


def is_supervisor(actor: Actor, outcome: Outcome) -> bool:
    return Outcome.objects.filter(supervised_by(actor), pk=outcome.pk).exists()


def can_read_confidential(actor: Actor, outcome: Outcome) -> bool:
    """Owners and the bureau, and whoever has opened an owner's records.

    Never the public, whatever the state.
    """
    is_known = is_owner(actor, outcome) or is_supervisor(actor, outcome)
    return is_known or has_opened(actor, outcome)


def has_opened(actor: Actor, outcome: Outcome) -> bool:
    """Whether an owner's records are opened to the actor; noted for each such owner."""
    owners = {share.party_id for share in outcome.shares.all()} if actor.opened_parties else ()
    return bool({owner for owner in owners if actor.has_opened(owner)})


def can_revise(actor: Actor, outcome: Outcome) -> bool:
    return is_owner(actor, outcome) or is_supervisor(actor, outcome)


def can_take(step: Step, actor: Actor, outcome: Outcome) -> bool:
    """Whether the life-cycle lets this actor give the command of ``step``."""
    return (step.by_owner and is_owner(actor, outcome)) or (
        step.by_bureau and is_supervisor(actor, outcome)
    )


def can_register(actor: Actor, party_ids: Collection[int]) -> bool:
    """Members of an owner register its outcomes; the bureau those of its district or city."""
    if supervises_city(actor) or represented_parties(actor) & set(party_ids):
        return True
    districts = supervised_districts(actor)
    return Party.objects.filter(pk__in=party_ids, region_code__in=districts).exists()


def can_start_registering(actor: Actor) -> bool:
    """Whether the page for a new outcome is of any use to the actor."""
    return bool(supervises_city(actor) or represented_parties(actor) or supervised_districts(actor))


def can_import(actor: Actor) -> bool:
    """Whole sources are imported by the city's bureau or by the system for it."""
    return supervises_city(actor)
