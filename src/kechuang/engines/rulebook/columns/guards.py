"""Guards column by column: tests joined without words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.planes import Plane, common, counted, union
from kechuang.engines.rulebook.columns.states import Found
from kechuang.engines.rulebook.terms.guards import JointGuard, TestGuard

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


@singledispatch
def decide(guard: object, block: Block) -> Found:
    """What ``guard`` says of every firm of ``block``."""
    return Found(block.none, block.none, block.none, block.none, block.full)


@decide.register(TestGuard)
def _test(guard: TestGuard, block: Block) -> Found:
    return block.find(guard.test)


@decide.register(JointGuard)
def _joint(guard: JointGuard, block: Block) -> Found:
    return joined(guard.joint, guard.count, [decide(part, block) for part in guard.parts], block)


def joined(joint: str, count: int, parts: Sequence[Found], block: Block) -> Found:
    """Kleene's logic on whole planes; ``lacking`` and ``escaped`` are those of any part."""
    mets, nots = [part.met for part in parts], [part.not_met for part in parts]
    if joint == "all":
        met, not_met = common(mets, block.full), union(nots, block.none)
    elif joint == "readings":
        met, not_met = common(mets, block.full), common(nots, block.full)
    elif joint == "at_least":
        met = counted(mets, count, block.full)
        not_met = counted(nots, len(parts) - count + 1, block.full)
    else:
        met, not_met = union(mets, block.none), common(nots, block.full)
    unknown = union((part.unknown for part in parts), block.none) & ~met & ~not_met
    if joint == "none":
        met, not_met = not_met, met
    return Found(met, not_met, unknown, *_marks(parts, block))


def _marks(parts: Sequence[Found], block: Block) -> tuple[Plane, Plane]:
    lacking = union((part.lacking for part in parts), block.none)
    return lacking, union((part.escaped for part in parts), block.none)
