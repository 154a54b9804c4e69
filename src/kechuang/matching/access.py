"""Who may see and decide matches of a demand."""

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.demands.access import can_seek_partners
from kechuang.demands.models import Demand


def can_read_matches(actor: Actor, demand: Demand) -> bool:
    """The demand's own enterprise, the bureau, technology managers and auditors."""
    return can_decide_matches(actor, demand) or actor.has_role(Role.AUDITOR)


def can_decide_matches(actor: Actor, demand: Demand) -> bool:
    """The demand's own enterprise, its bureau, and technology managers."""
    return can_seek_partners(actor, demand)
