"""Changes of the technical chief and of the research finance assistant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from kechuang.accounts.models import User
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.services.execution.changing.change import WithoutConsent, unfit
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.states_of_execution import ChangeKind


@dataclass(frozen=True)
class NewChief(WithoutConsent):
    """Another technical chief."""

    account: User
    kind: ClassVar[ChangeKind] = ChangeKind.CHIEF

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"account": contract.chief_id}

    def wanted(self) -> dict[str, Any]:
        return {"account": self.account.pk}

    def check(self, contract: Contract) -> None:
        _refuse_both_posts(self.account, contract.chief_id, contract.assistant_id)

    def make(self, contract: Contract, on: date) -> None:
        write_down(contract, chief=self.account)


@dataclass(frozen=True)
class NewAssistant(WithoutConsent):
    """Another research finance assistant."""

    account: User
    kind: ClassVar[ChangeKind] = ChangeKind.ASSISTANT

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"account": contract.assistant_id}

    def wanted(self) -> dict[str, Any]:
        return {"account": self.account.pk}

    def check(self, contract: Contract) -> None:
        _refuse_both_posts(self.account, contract.assistant_id, contract.chief_id)

    def make(self, contract: Contract, on: date) -> None:
        write_down(contract, assistant=self.account)


def _refuse_both_posts(account: User, same_post: int | None, other_post: int | None) -> None:
    if account.pk in (same_post, other_post):
        raise unfit(
            "该人已任技术总师或科研财务助理",
            "this person is the technical chief or the finance assistant already",
        )
