"""Quantities that depend on a case or on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.guards import Guard
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import NotComputableError, Quantity
from kechuang.engines.rulebook.verdict import Verdict


class Branch(NamedTuple):
    """``quantity`` is None where the rule text leaves the case unclear and a person must judge."""

    guard: Guard
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Cases:
    """The quantity of the first branch that holds; unknown while an earlier one is undecided."""

    branches: tuple[Branch, ...]
    otherwise: Quantity
    kind: Kind

    def value(self, inquiry: Inquiry) -> Value | None:
        for branch in self.branches:
            verdict = branch.guard.verdict(inquiry)
            if verdict is Verdict.UNKNOWN:
                return None
            if verdict is Verdict.POSSIBLE:
                raise NotComputableError
            if verdict is Verdict.MET:
                return _value_of(branch.quantity, inquiry)
        return self.otherwise.value(inquiry)


def _value_of(quantity: Quantity | None, inquiry: Inquiry) -> Value | None:
    if quantity is None:
        raise NotComputableError
    return quantity.value(inquiry)


class Since(NamedTuple):
    valid_from: date
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Dated:
    """The version in force on the day ``at``; ``versions`` are ordered from oldest to newest."""

    at: Quantity
    versions: tuple[Since, ...]
    kind: Kind

    def value(self, inquiry: Inquiry) -> Value | None:
        day = self.at.value(inquiry)
        if not isinstance(day, date):
            return None
        in_force = [version for version in self.versions if version.valid_from <= day]
        if not in_force:
            raise NotComputableError
        return in_force[-1].quantity.value(inquiry)
