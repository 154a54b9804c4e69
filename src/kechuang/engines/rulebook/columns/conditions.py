"""Conditions column by column: what they say, and the parts that failed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.guards import joined
from kechuang.engines.rulebook.columns.states import Found
from kechuang.engines.rulebook.reasons import Reason
from kechuang.engines.rulebook.rules.conditions import Condition, Group, Leaf
from kechuang.engines.rulebook.rules.reliance import PolicyMet
from kechuang.engines.rulebook.rules.scores import ScoreCondition

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


@singledispatch
def check(condition: object, block: Block) -> Found:
    """What ``condition`` says of every firm of ``block``; one without a reader escapes."""
    return Found(block.none, block.none, block.none, block.none, block.full)


@check.register(Leaf)
def _leaf(condition: Leaf, block: Block) -> Found:
    found = block.find(condition.test)
    return found._replace(not_met=block.none) if condition.is_judged else found


@check.register(Group)
def _group(condition: Group, block: Block) -> Found:
    parts = [block.check(part) for part in condition.parts]
    return joined(condition.joint, condition.count, parts, block)


@check.register(PolicyMet)
def _policy(condition: PolicyMet, block: Block) -> Found:
    return block.check(condition.condition)


@check.register(ScoreCondition)
def _score(condition: ScoreCondition, block: Block) -> Found:
    return block.score(condition).found


class Single(NamedTuple):
    """A leaf or score of a clause; ``id`` as the reasons write it."""

    id: str
    condition: Condition


def singles_of(condition: Condition, prefix: str = "") -> Iterator[Single]:
    """The leaves and scores below ``condition``, in the order of the reasons."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from singles_of(part, prefix)
    elif isinstance(condition, PolicyMet):
        yield from singles_of(condition.condition, f"{prefix}{condition.policy}:")
    elif isinstance(condition, Leaf | ScoreCondition):
        yield Single(prefix + condition.head.id, condition)


def reasons_of(condition: Condition, reason: Reason) -> Iterator[Reason]:
    """The reasons of the same leaves and scores, out of what the explaining evaluator answered."""
    if isinstance(condition, Group):
        for part, child in zip(condition.parts, reason.children, strict=True):
            yield from reasons_of(part, child)
    elif isinstance(condition, PolicyMet):
        yield from reasons_of(condition.condition, reason.children[0])
    else:
        yield reason
