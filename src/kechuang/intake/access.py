"""Who may import what."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import supervised_districts, supervises_city
from kechuang.base.roles import Role
from kechuang.intake.models import ImportJob

OF_DISTRICTS = frozenset({"parties", "facts"})


def importable_kinds(actor: Actor) -> frozenset[str]:
    """The city's bureau imports everything, districts their parties, members their own facts."""
    if supervises_city(actor):
        return frozenset({"parties", "facts", "outcomes", "demands"})
    if supervised_districts(actor):
        return OF_DISTRICTS
    return frozenset({"facts"}) if actor.party_ids else frozenset()


def can_override_codes(actor: Actor) -> bool:
    """Only the bureau confirms a credit code that breaks the standard."""
    return actor.has_role(Role.BUREAU)


def can_continue(actor: Actor, job: ImportJob) -> bool:
    """Only the sender goes on with an import, or the system with its own."""
    return job.account_id == actor.account_id and job.kind in importable_kinds(actor)
