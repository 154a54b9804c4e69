"""Who works at the bureau's desk, and which cases lie on it.

Whoever takes part in an item, or bids for it, finds neither the item nor its bids there.
"""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.registry.standing import represented_parties
from kechuang.base.roles import Role
from kechuang.cases.access import audited_by, supervised_by
from kechuang.cases.models import Participant
from kechuang.programmes.access import is_auditor
from kechuang.programmes.states import BIDDER, DEMANDER, OFFICER

READ = Text("查看揭榜挂帅办理台", "see the desk of challenge programmes")
SUPERVISOR = "supervisor"


def works_at_desk(actor: Actor) -> bool:
    """The bureau's clerks act at the desk, auditors read there."""
    return actor.has_role(Role.BUREAU, Role.AUDITOR)


def require_desk(actor: Actor) -> None:
    """Raise ``NotAllowed`` for everybody who does not work at the desk."""
    require(works_at_desk(actor), READ)


def lies_before(actor: Actor) -> Q:
    """Cases that have come to the authority: within the clerk's reach, all of them for auditors."""
    return supervised_by(actor) | audited_by(actor)


def interests_of(actor: Actor) -> frozenset[int]:
    """The cases of items that the actor posed or bids for, as a person or for a party."""
    if actor.account_id is None:
        return frozenset()
    own = Q(account=actor.account_id) | Q(party__in=represented_parties(actor))
    sides = Participant.objects.filter(own, role__in=(DEMANDER, BIDDER), until__isnull=True)
    return frozenset(item or case for case, item in sides.values_list("case", "case__parent"))


def reading_role(actor: Actor) -> str:
    """The role of the procedures as which the actor reads: auditors read what supervisors do."""
    return SUPERVISOR if is_auditor(actor) else OFFICER
