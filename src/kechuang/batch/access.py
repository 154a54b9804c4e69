"""Who may start and watch sweeps."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_start_sweeps(actor: Actor) -> bool:
    """The bureau; asked before anything is collected, which takes seconds for a whole city."""
    return actor.has_role(Role.BUREAU)


def can_watch_sweeps(actor: Actor) -> bool:
    """The bureau and auditors."""
    return actor.has_role(Role.BUREAU, Role.AUDITOR)
