"""A condition as the ways in which it can be true: alternatives of tests held or denied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from kechuang.engines.flow.conditions.conditions import (
    Condition,
    Conditions,
    Group,
    Operator,
    Test,
)

MOST_BRANCHES = 4_096
_OPPOSITE = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.LESS_THAN: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class Literal:
    """One test, held or denied. Orderings are never denied: their opposite is held."""

    test: Test
    is_held: bool


Branch = tuple[Literal, ...]


class TooManyBranchesError(Exception):
    """The condition has more ways of being true than can be looked through."""


def branches_of(condition: Condition, conditions: Conditions, *, holds: bool) -> list[Branch]:
    """All ways in which ``condition`` is true (``holds``) or false."""
    if isinstance(condition, Test):
        return [(_literal(condition, holds),)]
    if isinstance(condition, Group):
        return _of_group(condition, conditions, holds)
    return branches_of(conditions[condition.name], conditions, holds=holds)


def joined_branches(*sides: list[Branch]) -> list[Branch]:
    """All ways in which every side is true at once."""
    size = 1
    for side in sides:
        size *= len(side)
    if size > MOST_BRANCHES:
        raise TooManyBranchesError
    return [tuple(literal for branch in chosen for literal in branch) for chosen in product(*sides)]


def _of_group(group: Group, conditions: Conditions, holds: bool) -> list[Branch]:
    inner = holds if group.form != "none" else not holds
    sides = [branches_of(part, conditions, holds=inner) for part in group.parts]
    is_joint = (group.form == "all") == holds if group.form != "none" else holds
    if is_joint:
        return joined_branches(*sides)
    return [branch for side in sides for branch in side]


def _literal(test: Test, holds: bool) -> Literal:
    if holds or test.operator not in _OPPOSITE:
        return Literal(test, holds)
    opposite = Test(test.field, _OPPOSITE[test.operator], test.operand, test.line, test.label)
    return Literal(opposite, is_held=True)
