"""A condition: tests of single values, nested by all, any, none, or named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kechuang.engines.flow.forms.fields import FieldOf, Single
from kechuang.engines.wording import Text


class Operator(StrEnum):
    EQUALS = "equals"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    IS_KNOWN = "is_known"


ORDERING = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN})
Operand = Single | FieldOf | tuple[Single, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One value of the case against an operand. ``label`` replaces the words made of it."""

    __test__ = False  # pytest collects classes of this name

    field: str
    operator: Operator
    operand: Operand
    line: int
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """``form`` is all, any or none of ``parts``."""

    form: str
    parts: tuple[Condition, ...]
    line: int
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A condition defined elsewhere in the pack."""

    name: str
    line: int


Condition = Test | Group | Named
Conditions = Mapping[str, Condition]


def tests_in(condition: Condition, conditions: Conditions) -> Iterator[Test]:
    """Every test ``condition`` rests on, through names; a name inside itself is passed once."""
    yield from _tests(condition, conditions, frozenset())


def _tests(condition: Condition, conditions: Conditions, seen: frozenset[str]) -> Iterator[Test]:
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Group):
        for part in condition.parts:
            yield from _tests(part, conditions, seen)
    elif condition.name not in seen and condition.name in conditions:
        yield from _tests(conditions[condition.name], conditions, seen | {condition.name})


def fields_in(condition: Condition, conditions: Conditions) -> tuple[str, ...]:
    """The names of all values ``condition`` rests on, each once, in order."""
    names: dict[str, None] = {}
    for test in tests_in(condition, conditions):
        names[test.field] = None
        if isinstance(test.operand, FieldOf):
            names[test.operand.name] = None
    return tuple(names)
