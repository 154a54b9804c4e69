"""Who may start and watch sweeps."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_start_sweeps(actor: Actor) -> bool:
    """The bureau; asked before anything is collected, which takes seconds for a whole city."""
    return actor.has_role(Role.BUREAU)


def can_watch_sweeps(actor: Actor) -> bool:
    """The bureau and auditors."""
    return actor.has_role(Role.BUREAU, Role.AUDITOR)


def supervises(actor: Actor, district: str) -> bool:
    """Whether firms of ``district`` are among those whose answers the actor may read."""
    districts = actor.districts(Role.BUREAU)
    return (
        actor.is_system or actor.has_role(Role.AUDITOR) or "" in districts or district in districts
    )
