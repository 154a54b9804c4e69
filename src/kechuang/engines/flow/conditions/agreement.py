"""Whether conditions can be true together, decided over the types of the values they test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kechuang.engines.flow.conditions.branches import (
    Branch,
    Literal,
    TooManyBranchesError,
    branches_of,
    joined_branches,
)
from kechuang.engines.flow.conditions.conditions import (
    ORDERING,
    Condition,
    Conditions,
    Operator,
)
from kechuang.engines.flow.forms.fields import Field, FieldOf, FieldType

_LOWER = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})
_OPPOSED = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.AT_MOST: Operator.MORE_THAN,
}


def can_agree(
    held: Iterable[Condition],
    denied: Iterable[Condition],
    *,
    conditions: Conditions,
    fields: Mapping[str, Field],
) -> bool:
    """Whether some values make all of ``held`` true and all of ``denied`` false.

    Answers yes where it cannot tell: two tests against other values of the case are taken as
    free, unless one is the plain opposite of the other.
    """
    try:
        sides = [branches_of(one, conditions, holds=True) for one in held]
        sides += [branches_of(one, conditions, holds=False) for one in denied]
        branches = joined_branches(*sides)
    except TooManyBranchesError:
        return True
    return any(_is_possible(branch, fields) for branch in branches)


def _is_possible(branch: Branch, fields: Mapping[str, Field]) -> bool:
    by_field: dict[str, list[Literal]] = {}
    for literal in branch:
        by_field.setdefault(literal.test.field, []).append(literal)
    return not _has_opposites(branch) and all(
        _has_room(fields[name], literals) for name, literals in by_field.items()
    )


def _has_opposites(branch: Branch) -> bool:
    """Whether a test against another value meets its own opposite."""
    marks = {
        (literal.test.field, literal.test.operator, literal.test.operand, literal.is_held)
        for literal in branch
        if isinstance(literal.test.operand, FieldOf)
    }
    return any(
        (name, operator, operand, not is_held) in marks
        or (name, _OPPOSED.get(operator), operand, is_held) in marks
        for name, operator, operand, is_held in marks
    )


@dataclass
class _Room:
    """The values of one field that are still possible."""

    step: Any
    low: Any = None
    high: Any = None
    allowed: set[Any] | None = None
    refused: set[Any] = field(default_factory=set)

    def keep(self, values: set[Any]) -> None:
        self.allowed = values if self.allowed is None else self.allowed & values

    def bound(self, operator: Operator, limit: Any) -> None:
        if operator is Operator.MORE_THAN:
            limit = limit + self.step
        if operator is Operator.LESS_THAN:
            limit = limit - self.step
        if operator in _LOWER:
            self.low = limit if self.low is None else max(self.low, limit)
        else:
            self.high = limit if self.high is None else min(self.high, limit)

    def _fits(self, value: Any) -> bool:
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)

    def has_any(self) -> bool:
        if self.allowed is not None:
            return any(self._fits(value) for value in self.allowed - self.refused)
        if self.low is None or self.high is None:
            return True
        value = self.low
        while value <= self.high and value in self.refused:
            value = value + self.step
        return bool(value <= self.high)


def _has_room(of: Field, literals: list[Literal]) -> bool:
    presence = {
        literal.test.operand == literal.is_held
        for literal in literals
        if literal.test.operator is Operator.IS_KNOWN
    }
    compared = [literal for literal in literals if literal.test.operator is not Operator.IS_KNOWN]
    if len(presence) > 1 or (False in presence and compared):
        return False
    room = _Room(_step_of(of), allowed=_all_of(of))
    for literal in compared:
        if not isinstance(literal.test.operand, FieldOf):
            _narrow(room, literal)
    return room.has_any()


def _narrow(room: _Room, literal: Literal) -> None:
    operator, operand = literal.test.operator, literal.test.operand
    if operator in ORDERING:
        room.bound(operator, operand)
        return
    values = (
        set(operand) if operator is Operator.ONE_OF and isinstance(operand, tuple) else {operand}
    )
    if literal.is_held:
        room.keep(values)
    else:
        room.refused |= values


def _all_of(of: Field) -> set[Any] | None:
    if of.type is FieldType.FLAG:
        return {True, False}
    return set(of.choices) if of.type is FieldType.CHOICE else None


def _step_of(of: Field) -> Any:
    if of.type is FieldType.DATE:
        return timedelta(days=1)
    return Decimal(1).scaleb(-of.decimals) if of.decimals else 1
