"""How an actor stands to registered records: member of a party, or clerk of the bureau."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.roles import Role

OWNER_ROLES = frozenset({Role.ENTERPRISE, Role.INSTITUTION})


def represented_parties(actor: Actor) -> frozenset[int]:
    """Ids of the enterprises and institutions whose member the actor is."""
    return frozenset(
        grant.party_id
        for grant in actor.grants
        if grant.role in OWNER_ROLES and grant.party_id is not None
    )


def supervised_districts(actor: Actor) -> frozenset[str]:
    """Region codes that the actor's grants as a clerk are bounded to; empty for others."""
    return actor.districts(Role.BUREAU) - {""}


def supervises_somewhere(actor: Actor) -> bool:
    """True for the system and for clerks of the bureau, bounded to districts or not."""
    return supervises_city(actor) or bool(supervised_districts(actor))


def supervises_city(actor: Actor) -> bool:
    """True for the system and for clerks of the bureau who are bounded to no district."""
    return actor.is_system or "" in actor.districts(Role.BUREAU)
