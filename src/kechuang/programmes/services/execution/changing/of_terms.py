"""Changes of money and time: the whole budget, and the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import F

from kechuang.base.errors import wrong_state
from kechuang.ledger.refusals import yuan
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.refusals_of_execution import NOT_CHANGED
from kechuang.programmes.selectors.execution.calendar import months_later
from kechuang.programmes.services.execution.changing.change import WithoutConsent, unfit
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.states_of_execution import OPEN_MILESTONES, ChangeKind

LONGEST_EXTENSION_MONTHS = 12


@dataclass(frozen=True)
class NewBudget(WithoutConsent):
    """Another whole budget in fen: never more than before, never less than the grant."""

    budget_fen: int
    kind: ClassVar[ChangeKind] = ChangeKind.BUDGET

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"budget_fen": contract.budget_fen}

    def wanted(self) -> dict[str, Any]:
        return {"budget_fen": self.budget_fen}

    def check(self, contract: Contract) -> None:
        if not contract.grant_fen <= self.budget_fen < contract.budget_fen:
            least, most = yuan(contract.grant_fen), yuan(contract.budget_fen)
            raise unfit(
                f"总预算只能调减：须低于 {most} 元，不低于财政补助 {least} 元",
                f"the budget may only go down: below {most} and not below the grant of {least}",
            )

    def make(self, contract: Contract, on: date) -> None:
        write_down(contract, budget_fen=self.budget_fen)


@dataclass(frozen=True)
class NewEnd(WithoutConsent):
    """A later end: as often as the round allows, each time by at most one year."""

    until: date
    kind: ClassVar[ChangeKind] = ChangeKind.EXTENSION

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"until": contract.ends_on.isoformat(), "taken": contract.extensions_taken}

    def wanted(self) -> dict[str, Any]:
        return {"until": self.until.isoformat()}

    def check(self, contract: Contract) -> None:
        if contract.extensions_taken >= contract.extensions_allowed:
            allowed = contract.extensions_allowed
            raise wrong_state(
                NOT_CHANGED,
                f"本轮允许延期 {allowed} 次，已用完",
                f"the round allows {allowed} extensions and they are used up",
            )
        latest = months_later(contract.ends_on, LONGEST_EXTENSION_MONTHS)
        if not contract.ends_on < self.until <= latest:
            raise unfit(
                f"延期不超过一年：应晚于 {contract.ends_on}，不晚于 {latest}",
                f"an extension is at most one year: after {contract.ends_on}, not after {latest}",
            )

    def make(self, contract: Contract, on: date) -> None:
        """Counted by a conditional update, so that two at once cannot both be granted."""
        counted = Contract.objects.filter(
            pk=contract.pk,
            ends_on=contract.ends_on,
            extensions_taken__lt=F("extensions_allowed"),
        ).update(ends_on=self.until, extensions_taken=F("extensions_taken") + 1)
        contract.refresh_from_db()
        if not counted:
            self.check(contract)
            raise wrong_state(NOT_CHANGED, "已延期", "it was extended meanwhile")
        Milestone.objects.filter(
            contract=contract, condition=Condition.COMPLETION, state__in=OPEN_MILESTONES
        ).update(due_on=self.until)
