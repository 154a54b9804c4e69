"""Who may prepare, approve and read money records."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties, supervised_districts
from kechuang.base.registry.standing import supervises_city as clerk_of_the_city
from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.parties.selectors import unit_and_owners


def can_prepare(actor: Actor) -> bool:
    """The city's clerks and treasurers prepare; a clerk of one district does not."""
    return actor.has_role(Role.TREASURER) or clerk_of_the_city(actor)


def can_approve(actor: Actor) -> bool:
    """Treasurers approve what another person prepared."""
    return actor.has_role(Role.TREASURER)


def can_read_books(actor: Actor) -> bool:
    """Whoever works on the city's money, and whoever audits it."""
    return can_prepare(actor) or actor.has_role(Role.AUDITOR)


def can_take_evidence(actor: Actor) -> bool:
    """Auditors take the books along; treasurers hand them over on request (审计法 art. 34)."""
    return actor.has_role(Role.AUDITOR, Role.TREASURER)


def readable_grants(actor: Actor) -> Q:
    """Grants the actor may see: all, those of the district, or those of the own organisation."""
    if can_read_books(actor):
        return Q()
    return Q(party__in=represented_parties(actor)) | Q(district__in=supervised_districts(actor))


def can_read_grants(actor: Actor) -> bool:
    """Whether the list of grants can hold anything for the actor."""
    return can_read_books(actor) or bool(represented_parties(actor) | supervised_districts(actor))


def can_submit_payee(actor: Actor, party: Party) -> bool:
    """Bank accounts are named by the party's own people or entered from paper by the treasury."""
    return party.pk in represented_parties(actor) or can_prepare(actor)


def can_read_money_of(actor: Actor, party: Party) -> bool:
    """The party's own people, clerks of its district, and whoever reads the books."""
    return (
        can_read_books(actor)
        or party.pk in represented_parties(actor)
        or party.region_code in supervised_districts(actor)
    )


def has_stake(actor: Actor, party: Party) -> bool:
    """Whether the actor is a member of the party, of its legal unit or of a stated owner of it."""
    own = represented_parties(actor)
    return bool(own) and not own.isdisjoint(unit_and_owners(party))


def is_person(actor: Actor, account_id: int | None, name: str) -> bool:
    """Whether the actor took an earlier step; the system, without account, is told by its name."""
    return actor.account_id == account_id if actor.account_id else actor.name == name
