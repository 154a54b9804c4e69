"""Who may prepare, approve and read money records."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties, supervised_districts
from kechuang.base.registry.standing import supervises_city as clerk_of_the_city
from kechuang.base.roles import Role


def can_prepare(actor: Actor) -> bool:
    """The city's clerks and treasurers prepare; a clerk of one district does not."""
    return actor.has_role(Role.TREASURER) or clerk_of_the_city(actor)


def can_approve(actor: Actor) -> bool:
    """Treasurers approve what another person prepared."""
    return actor.has_role(Role.TREASURER)


def can_read_books(actor: Actor) -> bool:
    """Whoever works on the city's money, and whoever audits it."""
    return can_prepare(actor) or actor.has_role(Role.AUDITOR)


def readable_grants(actor: Actor) -> Q:
    """Grants the actor may see: all, those of the district, or those of the own organisation."""
    if can_read_books(actor):
        return Q()
    return Q(party__in=represented_parties(actor)) | Q(district__in=supervised_districts(actor))
