"""Who may say that something about a party is wrong, and who may answer."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties
from kechuang.parties.access import can_certify
from kechuang.parties.models import Party


def can_ask_for(actor: Actor, party: Party) -> bool:
    """The party's own people, by name."""
    return party.pk in represented_parties(actor)


def can_answer_to(actor: Actor, party: Party) -> bool:
    """Clerks of its authority who do not act for it."""
    return can_certify(actor, party)
