"""Who works on lists, who reads them, and who answers for a firm."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
)
from kechuang.base.roles import Role
from kechuang.ledger.access import can_approve
from kechuang.parties.models import Party


def can_handle_lists(actor: Actor) -> bool:
    """The city's bureau freezes lists, tells firms, publicises and approves."""
    return supervises_city(actor)


def can_fund_lists(actor: Actor) -> bool:
    """Treasurers hold the money of a list that another person froze."""
    return can_approve(actor)


def can_read_lists(actor: Actor) -> bool:
    """Those who work on lists or their money, clerks of a district for their firms, auditors."""
    return actor.has_role(Role.BUREAU, Role.TREASURER, Role.AUDITOR)


def can_answer_for(actor: Actor, party: Party) -> bool:
    """A firm's own people confirm, decline, object and apply."""
    return party.pk in represented_parties(actor)


def within_reach_of(actor: Actor, prefix: str = "party") -> Q:
    """Rows about firms that the actor may read: all, or those of the clerk's district."""
    if supervises_city(actor) or actor.has_role(Role.AUDITOR, Role.TREASURER):
        return Q()
    return Q(**{f"{prefix}__region_code__in": supervised_districts(actor)})


def readable_offers(actor: Actor) -> Q:
    """Offers of one's own firm, and those that one reads by office."""
    own = Q(party__in=represented_parties(actor))
    if not can_read_lists(actor):
        return own
    reach = within_reach_of(actor)
    return own | reach if reach else reach
