"""Who may manage accounts, open restricted records, and see who did."""

from kechuang.accounts.models import BreakGlass, User
from kechuang.base.actors import Actor
from kechuang.base.roles import Role

OPENERS = (Role.AUDITOR, Role.ADMINISTRATOR, Role.BUREAU)


def can_manage_accounts(actor: Actor) -> bool:
    """Administrators only; they hold no power over records (separation of duties)."""
    return actor.has_role(Role.ADMINISTRATOR)


def can_break_glass(actor: Actor) -> bool:
    """Auditors, administrators and the bureau may open a party's restricted records, to read."""
    return actor.account_id is not None and actor.has_role(*OPENERS)


def can_see_every_opening(actor: Actor) -> bool:
    return actor.has_role(Role.AUDITOR)


def can_see_openings_of(actor: Actor, party_id: int) -> bool:
    """The party's own people see who looked into its records, and so do auditors."""
    return actor.acts_for(party_id) or can_see_every_opening(actor)


def can_close(actor: Actor, opening: BreakGlass) -> bool:
    return actor.account_id == opening.user_id


def can_ask_erasure(actor: Actor, user: User) -> bool:
    """For oneself, or an administrator for somebody who asked on paper."""
    return actor.account_id == user.pk or can_manage_accounts(actor)
