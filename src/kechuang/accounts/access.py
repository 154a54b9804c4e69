"""Who may manage accounts."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role


def can_manage_accounts(actor: Actor) -> bool:
    """Administrators only; they hold no power over records (separation of duties)."""
    return actor.has_role(Role.ADMINISTRATOR)
