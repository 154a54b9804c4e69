"""What somebody may do with a project, asked of the very predicates that the commands ask."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties
from kechuang.base.roles import Role
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.powers_of_execution import (
    can_approve,
    can_prepare,
    can_score,
    can_sign,
    has_power,
    speaks_for_demander,
    takes_part,
)
from kechuang.programmes.states_of_execution import OWN_POWER, ChangeKind, Power


@dataclass(frozen=True)
class Rights:
    """The rights of ``actor`` in ``contract``."""

    actor: Actor
    contract: Contract

    def prepares(self) -> bool:
        return can_prepare(self.actor)

    def approves(self) -> bool:
        return can_approve(self.actor)

    def judges(self) -> bool:
        """Decides what the team asks, and is of no side."""
        return can_prepare(self.actor) and not takes_part(self.actor, self.contract)

    def checks_spending(self) -> bool:
        return can_prepare(self.actor) or self.actor.has_role(Role.AUDITOR)

    def scores(self) -> bool:
        return can_score(self.actor, self.contract)

    def signs(self) -> bool:
        return can_sign(self.actor, self.contract)

    def speaks_for_demander(self) -> bool:
        return speaks_for_demander(self.actor, self.contract.item)

    def appeals(self) -> bool:
        """Those whom a record of the project may be about."""
        sides = {self.contract.party_id, self.contract.item.demander_id}
        sides |= set(self.contract.consortium.values_list("party", flat=True))
        return bool(sides & represented_parties(self.actor))

    def follows_up(self) -> bool:
        mine = represented_parties(self.actor)
        sides = {self.contract.party_id, self.contract.item.demander_id}
        return bool(mine & sides) or can_prepare(self.actor)

    def reports(self) -> bool:
        return has_power(self.actor, self.contract, Power.REPORT_MILESTONE)

    def attaches(self) -> bool:
        return has_power(self.actor, self.contract, Power.ATTACH_VOUCHER)

    def spends(self) -> bool:
        return has_power(self.actor, self.contract, Power.ENTER_EXPENSE)

    def asks_changes(self) -> bool:
        return has_power(self.actor, self.contract, Power.ASK_CHANGE)

    def asks(self, kind: str) -> bool:
        power = OWN_POWER.get(ChangeKind(kind), Power.ASK_CHANGE)
        return has_power(self.actor, self.contract, power)
