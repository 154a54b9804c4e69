"""What a change of a contract is, and how one that makes no sense is refused."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Protocol

from kechuang.base.errors import InvalidInput, Text, invalid
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.refusals_of_execution import NOT_CHANGED
from kechuang.programmes.states_of_execution import ChangeKind


class Change(Protocol):
    """One change of a contract; ``check`` raises, ``make`` writes it."""

    kind: ClassVar[ChangeKind]

    def before(self, contract: Contract) -> dict[str, Any]: ...
    def wanted(self) -> dict[str, Any]: ...
    def check(self, contract: Contract) -> None: ...
    def needs_consent(self, contract: Contract) -> bool: ...
    def make(self, contract: Contract, on: date) -> None: ...


class WithoutConsent:
    """Changes that take nothing from the demander."""

    def needs_consent(self, contract: Contract) -> bool:
        return False


def unfit(zh: str, en: str) -> InvalidInput:
    return invalid(NOT_CHANGED, zh, en, Text("请修改后再提交", "Change it and ask again"))
