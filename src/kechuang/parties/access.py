"""Who may see and change what about a party."""

from __future__ import annotations

from typing import Protocol

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import supervised_districts, supervises_city
from kechuang.base.roles import Role
from kechuang.parties.models import Party


class Placed(Protocol):
    """A party, or what another room knows of one."""

    @property
    def pk(self) -> int: ...
    @property
    def region_code(self) -> str: ...


def can_register_parties(actor: Actor) -> bool:
    """The bureau registers organisations, each clerk where ``covers`` holds."""
    return actor.has_role(Role.BUREAU)


def can_read_facts(actor: Actor, party: Party) -> bool:
    """Financial and other facts: its own people, the bureau in its district, auditors.

    Others of the bureau and administrators while the party's records are opened to them.
    """
    is_due = supervises(actor, party) or actor.has_role(Role.AUDITOR)
    return is_due or actor.can_look_into(party.pk)


def can_state_facts(actor: Actor, party: Placed) -> bool:
    """Facts are stated by the party's own people or by the bureau."""
    return actor.acts_for(party.pk) or supervises(actor, party)


def can_certify(actor: Actor, party: Placed) -> bool:
    """Who certified a fact is written by those who supervise the party, not by its own people."""
    return supervises(actor, party) and not actor.acts_for(party.pk)


def supervises(actor: Actor, party: Placed) -> bool:
    """True for the system and for bureau clerks whose district covers the party's region."""
    return covers(actor, party.region_code)


def covers(actor: Actor, region_code: str) -> bool:
    """True when the region lies within what the actor supervises."""
    return supervises_city(actor) or region_code in supervised_districts(actor)
