"""Walks the one tree that the explaining evaluator reads and a columnar compiler will read too.

Rules, guards, tests and quantities are frozen dataclasses or named tuples of one another; equal
parts are equal values, so a compiler shares what several policies ask by keeping them in a dict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

_RULES = "kechuang.engines.rulebook."


def parts_of(node: object) -> Iterator[object]:
    """The rules that stand directly in ``node``, in the order they are written."""
    for value in _values(node):
        yield from _nodes(value)


def walk_rules(node: object) -> Iterator[object]:
    """``node`` and every rule below it; a rule that stands in two places comes twice."""
    yield node
    for part in parts_of(node):
        yield from walk_rules(part)


def _values(node: object) -> Iterator[object]:
    if is_dataclass(node):
        return (getattr(node, field.name) for field in fields(node))
    return iter(node) if isinstance(node, tuple) else iter(())


def _nodes(value: object) -> Iterator[object]:
    if is_dataclass(value) or _is_record(value):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def _is_record(value: object) -> bool:
    return hasattr(value, "_fields") and type(value).__module__.startswith(_RULES)
