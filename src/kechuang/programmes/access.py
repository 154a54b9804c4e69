"""Who may see and do what on the way from a need to the award."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Text
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
)
from kechuang.base.roles import Role
from kechuang.cases.access import concerning, owned_by, roles_of, supervised_by
from kechuang.cases.models import Case, Participant
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid, ListedItem, Need, StageInvitation
from kechuang.programmes.states import BIDDER, DEMANDER, OFFICER
from kechuang.programmes.states_of_execution import InvitationState


def person_of(actor: Actor, what: Text) -> int:
    """The account of the person who acts; the system itself neither scores, rules nor chooses."""
    if actor.account_id is None:
        raise NotAllowed(what)
    return actor.account_id


def can_open_programmes(actor: Actor) -> bool:
    """A year's plan is opened by the city's bureau."""
    return supervises_city(actor)


def can_pose_for(actor: Actor, party: Party | None) -> bool:
    """Its own people pose a party's need, clerks one of their reach; without a party the city's
    bureau poses it itself (政府出题)."""
    if supervises_city(actor):
        return True
    if party is None:
        return False
    return party.pk in represented_parties(actor) or (
        party.region_code in supervised_districts(actor)
    )


def can_bid_for(actor: Actor, party: Party) -> bool:
    """A party's own people bid, wherever in the country it is; nobody bids for another."""
    return party.pk in represented_parties(actor)


def has_interest(actor: Actor, case: Case) -> bool:
    """Whether the actor takes part in the item or one of its bids, as a person or for a party."""
    item = case.parent_id or case.pk
    sides = Q(case=item) | Q(case__parent=item)
    own = Q(account=actor.account_id) | Q(party__in=represented_parties(actor))
    in_force = Q(role__in=(DEMANDER, BIDDER), until__isnull=True)
    if actor.account_id is None:
        return False
    return Participant.objects.filter(sides & own & in_force).exists()


def refuse_interest(actor: Actor, case: Case, what: Text) -> None:
    """Raise ``NotAllowed`` for whoever takes part in the item or one of its bids."""
    if has_interest(actor, case):
        raise NotAllowed(what)


def is_officer(actor: Actor, case: Case) -> bool:
    """The bureau's officers, once the case has come to them, with no interest of their own."""
    has_come = Case.objects.filter(supervised_by(actor), pk=case.pk).exists()
    return has_come and OFFICER in roles_of(actor, case) and not has_interest(actor, case)


def is_demander(actor: Actor, item: ListedItem) -> bool:
    """Those who posed the item."""
    return DEMANDER in roles_of(actor, item.case)


def is_auditor(actor: Actor) -> bool:
    """Auditors read what has come to the authority, and never act."""
    return actor.has_role(Role.AUDITOR) and not actor.is_system


def needs_seen_by(actor: Actor) -> Q:
    """Needs whose case the actor may read whole."""
    if is_auditor(actor):
        return Q(case__reached_staff_at__isnull=False)
    return Q(case__in=Case.objects.filter(owned_by(actor) | supervised_by(actor)))


def can_read_sheets(actor: Actor, need: Need) -> bool:
    """Score sheets and searches for duplicates: officers without interest, and auditors."""
    return is_auditor(actor) or is_officer(actor, need.case)


def bids_seen_by(actor: Actor) -> Q:
    """One's own bids at any time; after the opening also officers of the item and auditors.

    Before it nobody else knows of a bid at all; who bids for the item reads no rival's, and who
    posed it none as an officer or auditor.
    """
    own = Q(case__in=Case.objects.filter(owned_by(actor)))
    is_opened = Q(opened_at__isnull=False) & ~Q(case__in=Case.objects.filter(concerning(actor)))
    if is_auditor(actor):
        return own | is_opened
    of_mine = Q(item__need__case__in=Case.objects.filter(supervised_by(actor)))
    return own | (is_opened & of_mine)


def can_read_bid(actor: Actor, bid: Bid) -> bool:
    return Bid.objects.filter(bids_seen_by(actor), pk=bid.pk).exists()


def is_invited(actor: Actor, invitation: StageInvitation) -> bool:
    """The invited expert herself, as long as she is one; nobody judges for another."""
    is_own = actor.account_id is not None and actor.account_id == invitation.expert.account_id
    return is_own and actor.has_role(Role.EXPERT)


def stages_seen_by(actor: Actor) -> Q:
    """Stages that the actor was invited to judge; who declined sees none of it any more."""
    if actor.account_id is None or not actor.has_role(Role.EXPERT):
        return Q(pk__in=())
    return Q(expert__account=actor.account_id) & ~Q(state=InvitationState.DECLINED)
