"""Who may do what in a running project; nobody of the winner's side may do more than this."""

from __future__ import annotations

from django.db.models import Q

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import (
    represented_parties,
    supervised_districts,
    supervises_city,
)
from kechuang.ledger.access import can_approve, can_prepare, can_read_books
from kechuang.programmes.models.execution import AwardedItem, Contract
from kechuang.programmes.powers_at_desk import interests_of
from kechuang.programmes.states_of_execution import ASSISTANT_POWERS, CHIEF_POWERS, Power

__all__ = ["can_approve", "can_prepare", "has_power", "powers_of"]


def powers_of(actor: Actor, contract: Contract) -> frozenset[Power]:
    """The technical chief's and the finance assistant's powers (技术总师、科研财务助理).

    Where the round wants no chief, the winner's own people have the chief's powers.
    """
    if actor.account_id is None:
        return frozenset()
    if actor.account_id == contract.chief_id:
        return CHIEF_POWERS
    if actor.account_id == contract.assistant_id:
        return ASSISTANT_POWERS
    is_own = contract.party_id in represented_parties(actor)
    return CHIEF_POWERS if is_own and contract.chief_id is None else frozenset()


def has_power(actor: Actor, contract: Contract, power: Power) -> bool:
    return power in powers_of(actor, contract)


def can_sign(actor: Actor, contract: Contract) -> bool:
    """The winner signs through its own people or the chief that the contract names."""
    is_chief = actor.account_id is not None and actor.account_id == contract.chief_id
    return is_chief or contract.party_id in represented_parties(actor)


def speaks_for_demander(actor: Actor, item: AwardedItem) -> bool:
    return item.demander_id in represented_parties(actor)


def takes_part(actor: Actor, contract: Contract) -> bool:
    """Whether the actor belongs to the winner, its consortium or the demander, or to the team."""
    mine = frozenset(grant.party_id for grant in actor.grants if grant.party_id is not None)
    parties = {contract.party_id, contract.item.demander_id}
    parties |= set(contract.consortium.values_list("party", flat=True))
    is_named = actor.account_id in (contract.chief_id, contract.assistant_id)
    return bool(mine & parties) or (actor.account_id is not None and is_named)


def can_score(actor: Actor, contract: Contract) -> bool:
    """The bureau, never somebody of a party that wins or loses by it; experts judge by
    invitation."""
    return supervises_city(actor) and not takes_part(actor, contract)


def readable_contracts(actor: Actor) -> Q:
    """Contracts the actor may read: all, those of the district, or those one has a part in.

    Whoever works on the city's money and bid for an item besides reads no rival's contract.
    """
    is_office = can_read_books(actor)
    interests = interests_of(actor) if is_office else frozenset()
    if is_office and not interests:
        return Q()
    mine = represented_parties(actor)
    own = Q(party__in=mine) | Q(item__demander__in=mine) | Q(consortium__party__in=mine)
    if actor.account_id is not None:
        own |= Q(chief=actor.account_id) | Q(assistant=actor.account_id)
    if is_office:
        return own | ~Q(item__case__in=interests)
    return own | Q(party__region_code__in=supervised_districts(actor))
