"""Who may read the chain."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_read_events(actor: Actor) -> bool:
    """Auditors and administrators read every event."""
    return actor.has_role(Role.AUDITOR, Role.ADMINISTRATOR)
