"""Who may see and do what with a demand, as conditions that the database checks."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
    supervises_somewhere,
)
from kechuang.base.registry.transitions import Step
from kechuang.base.roles import Role
from kechuang.demands.models import Demand
from kechuang.demands.states import PUBLIC_STATES, Confidentiality, DemandState
from kechuang.parties.models import Party

NOT_A_FIRMS_DRAFT = ~Q(state=DemandState.DRAFT) | Q(enterprise__isnull=True)


def owned_by(actor: Actor) -> Q:
    """Demands of the enterprises whose member the actor is."""
    return Q(enterprise__in=represented_parties(actor))


def supervised_by(actor: Actor) -> Q:
    """What has been submitted: everywhere for the city's bureau, else in the clerk's district.

    An enterprise's draft is its own affair; the bureau's own drafts name no registered enterprise.
    """
    if supervises_city(actor):
        return NOT_A_FIRMS_DRAFT
    return NOT_A_FIRMS_DRAFT & Q(enterprise__region_code__in=supervised_districts(actor))


def known_by(actor: Actor) -> Q:
    """Demands whose enterprise and confidential text the actor may know."""
    return owned_by(actor) | supervised_by(actor)


def opened_to(actor: Actor) -> Q:
    """What the actor may read one by one while the records of its enterprise are opened."""
    return Q(enterprise__in=actor.opened_parties) & ~known_by(actor)


def names_shown_to(actor: Actor) -> Q:
    """Demands whose enterprise is named to the actor."""
    return Q(confidentiality=Confidentiality.PUBLIC) | known_by(actor)


def visible_to(actor: Actor) -> Q:
    """Published demands that are not restricted for everybody; the others for those who know."""
    is_public = Q(state__in=PUBLIC_STATES) & ~Q(confidentiality=Confidentiality.RESTRICTED)
    return is_public | known_by(actor)


def is_owner(actor: Actor, demand: Demand) -> bool:
    return Demand.objects.filter(owned_by(actor), pk=demand.pk).exists()


def is_supervisor(actor: Actor, demand: Demand) -> bool:
    return Demand.objects.filter(supervised_by(actor), pk=demand.pk).exists()


def can_read_confidential(actor: Actor, demand: Demand) -> bool:
    """The enterprise's own people and the bureau, and whoever has opened its records.

    Never the public, whatever the state.
    """
    is_known = is_owner(actor, demand) or is_supervisor(actor, demand)
    return is_known or actor.has_opened(demand.enterprise_id)


def can_revise(actor: Actor, demand: Demand) -> bool:
    return is_owner(actor, demand) or is_supervisor(actor, demand)


def can_take(step: Step, actor: Actor, demand: Demand) -> bool:
    """Whether the life-cycle lets this actor give the command of ``step``."""
    return (step.by_owner and is_owner(actor, demand)) or (
        step.by_bureau and is_supervisor(actor, demand)
    )


def can_file(actor: Actor, party_id: int | None) -> bool:
    """Members file for their enterprise; the bureau for enterprises of its district or city."""
    if supervises_city(actor) or party_id in represented_parties(actor):
        return True
    districts = supervised_districts(actor)
    return Party.objects.filter(pk__in=[party_id], region_code__in=districts).exists()


def can_start_filing(actor: Actor) -> bool:
    """Whether the page for a new demand is of any use to the actor."""
    return can_name_any_enterprise(actor) or bool(represented_parties(actor))


def can_name_any_enterprise(actor: Actor) -> bool:
    """Clerks of the bureau file for others; ``can_file`` bounds a clerk to the district."""
    return supervises_somewhere(actor)


def can_seek_partners(actor: Actor, demand: Demand) -> bool:
    """Who looks for outcomes that answer it: the owner, the bureau, technology managers."""
    return (
        is_owner(actor, demand)
        or is_supervisor(actor, demand)
        or actor.has_role(Role.TECHNOLOGY_MANAGER)
    )


def can_import(actor: Actor) -> bool:
    """Whole sources are imported by the city's bureau or by the system for it."""
    return supervises_city(actor)
