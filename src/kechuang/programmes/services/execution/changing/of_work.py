"""Changes of what is done and by whom: route, team, targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import QuerySet

from kechuang.programmes.models.execution import Contract, Target, TeamMember
from kechuang.programmes.services.execution.awards import Colleague
from kechuang.programmes.services.execution.changing.change import WithoutConsent, unfit
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.states_of_execution import LONGEST_TEXT, ChangeKind


@dataclass(frozen=True)
class NewRoute(WithoutConsent):
    """Another technical route."""

    text: str
    kind: ClassVar[ChangeKind] = ChangeKind.ROUTE

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"text": contract.route}

    def wanted(self) -> dict[str, Any]:
        return {"text": self.text}

    def check(self, contract: Contract) -> None:
        if not self.text.strip() or len(self.text) > LONGEST_TEXT:
            raise unfit("技术路线为空或过长", "the route is empty or too long")

    def make(self, contract: Contract, on: date) -> None:
        write_down(contract, route=self.text.strip())


@dataclass(frozen=True)
class NewTeam(WithoutConsent):
    """Who joins, and the names of those who leave."""

    joins: tuple[Colleague, ...] = ()
    leaves: tuple[str, ...] = ()
    kind: ClassVar[ChangeKind] = ChangeKind.MEMBER

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"team": list(_team(contract).values_list("name", flat=True))}

    def wanted(self) -> dict[str, Any]:
        return {"joins": [vars(each) for each in self.joins], "leaves": list(self.leaves)}

    def check(self, contract: Contract) -> None:
        present = set(_team(contract).values_list("name", flat=True))
        if strangers := set(self.leaves) - present:
            names = "、".join(sorted(strangers))
            raise unfit(f"{names} 不在团队中", f"not in the team: {names}")
        if not (self.joins or self.leaves) or any(not each.name.strip() for each in self.joins):
            raise unfit("没有写明进出人员", "nobody is named")

    def make(self, contract: Contract, on: date) -> None:
        for member in _team(contract).filter(name__in=self.leaves):
            write_down(member, until=max(on, member.since))
        for each in self.joins:
            TeamMember.objects.create(contract=contract, since=on, **vars(each))


@dataclass(frozen=True)
class NewTarget:
    """Another value of one target; asking less of the team needs the demander's consent."""

    name: str
    value: Decimal
    kind: ClassVar[ChangeKind] = ChangeKind.TARGET

    def before(self, contract: Contract) -> dict[str, Any]:
        return {"name": self.name, "value": str(self._target(contract).wanted)}

    def wanted(self) -> dict[str, Any]:
        return {"name": self.name, "value": str(self.value)}

    def check(self, contract: Contract) -> None:
        if self._target(contract).wanted == self.value:
            raise unfit("指标值没有变化", "the target stays as it is")

    def needs_consent(self, contract: Contract) -> bool:
        target = self._target(contract)
        is_less = self.value < target.wanted
        return is_less if target.is_more_better else not is_less

    def make(self, contract: Contract, on: date) -> None:
        write_down(self._target(contract), wanted=self.value)

    def _target(self, contract: Contract) -> Target:
        found = Target.objects.filter(contract=contract, name=self.name).first()
        if found is None:
            raise unfit(f"没有考核指标“{self.name}”", f"there is no target “{self.name}”")
        return found


def _team(contract: Contract) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(contract=contract, until__isnull=True)
