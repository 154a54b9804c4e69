"""Who may publish policies; reading them is everybody's right."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_publish_policies(actor: Actor) -> bool:
    """The bureau's policy desk."""
    return actor.has_role(Role.BUREAU)
