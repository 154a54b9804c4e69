"""Who may read the chain, and who publishes its head."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_read_events(actor: Actor) -> bool:
    """Auditors and administrators read every event."""
    return actor.has_role(Role.AUDITOR, Role.ADMINISTRATOR)


def can_read_payloads(actor: Actor) -> bool:
    """What commands said concerns parties; only auditors read it."""
    return actor.has_role(Role.AUDITOR)


def can_publish_anchors(actor: Actor) -> bool:
    """The system once a day, or an auditor or administrator at any time."""
    return actor.is_system or can_read_events(actor)
