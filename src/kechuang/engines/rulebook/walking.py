"""Walks the one tree that the explaining evaluator reads and a columnar compiler will read too.

Rules, guards, tests and quantities are frozen dataclasses or named tuples of one another; equal
parts are equal values, so a compiler shares what several policies ask by keeping them in a dict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

_RULES = "kechuang.engines.rulebook."


def parts_of(node: object) -> Iterator[object]:
    """The rules that stand directly in ``node``, in the order they are written."""
    for value in _values(node):
        if _IS_RULE[type(value)]:
            yield value
        elif isinstance(value, tuple):
            yield from _inside(value)


def walk_rules(node: object) -> Iterator[object]:
    """``node`` and every rule below it; a rule that stands in two places comes twice."""
    yield node
    for part in parts_of(node):
        yield from walk_rules(part)


def _values(node: object) -> Iterable[object]:
    if isinstance(node, tuple):
        return node
    return [getattr(node, name) for name in _NAMES[type(node)]]


def _inside(values: tuple[object, ...]) -> Iterator[object]:
    for value in values:
        if _IS_RULE[type(value)]:
            yield value
        elif isinstance(value, tuple):
            yield from _inside(value)


class _Names(dict[type, tuple[str, ...]]):
    """The fields of every kind met so far; none of what is no dataclass."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
        return self.setdefault(kind, names)


class _Rules(dict[type, bool]):
    """Whether a kind is a rule: a dataclass, or a named tuple of the rulebook."""

    def __missing__(self, kind: type) -> bool:
        is_record = hasattr(kind, "_fields") and kind.__module__.startswith(_RULES)
        return self.setdefault(kind, is_dataclass(kind) or is_record)


_NAMES, _IS_RULE = _Names(), _Rules()
