"""Near misses column by column, as far as planes can tell: surely near, or perhaps.

Where several ways lead from not met to met, the explaining evaluator takes the shortest. Here the
choice is followed where it is plain; elsewhere ``surely`` and ``perhaps`` differ, and it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.closeness import (
    DAYS,
    PLAIN,
    SHARE,
    WHOLE_BP,
    measured_as,
    within,
    within_a_year,
)
from kechuang.engines.rulebook.columns.planes import Plane, counted, union
from kechuang.engines.rulebook.columns.ratios import spread
from kechuang.engines.rulebook.columns.repairs import (
    Bound,
    Part,
    Repair,
    all_repaired,
    certain,
    exactly_one,
    of_any_failed,
)
from kechuang.engines.rulebook.columns.scores import MarkFound
from kechuang.engines.rulebook.columns.wholes import compared, constant
from kechuang.engines.rulebook.packs import NearMiss
from kechuang.engines.rulebook.rules.conditions import Group, Leaf
from kechuang.engines.rulebook.rules.reliance import PolicyMet
from kechuang.engines.rulebook.rules.scores import ScoreCondition

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

INCURABLE = "incurable"


@singledispatch
def repair(condition: object, near: NearMiss, block: Block) -> Repair:
    """What would repair ``condition`` where it is not met; meaningless elsewhere."""
    return _unclear(block)


def _unclear(block: Block) -> Repair:
    open_ended = Bound(block.none, block.full)
    return Repair(open_ended, open_ended)


@repair.register(PolicyMet)
def _policy(condition: PolicyMet, near: NearMiss, block: Block) -> Repair:
    return repair(condition.condition, near, block)


@repair.register(Leaf)
def _leaf(condition: Leaf, near: NearMiss, block: Block) -> Repair:
    never = certain(block.none)
    if not condition.is_curable:
        return Repair(never, never)
    test, size = condition.test, measured_as(condition.test)
    if size == SHARE:
        small, single = (within(test, block, bp) for bp in (near.gap_bp, near.single_gap_bp))
        return Repair(certain(small), certain(single))
    if size == DAYS:
        return Repair(never, certain(within_a_year(test, block)))
    return Repair(never, certain(block.full)) if size == PLAIN else _unclear(block)


@repair.register(Group)
def _group(condition: Group, near: NearMiss, block: Block) -> Repair:
    found = [block.check(part) for part in condition.parts]
    settled = ~union((one.unknown for one in found), block.none)
    if condition.joint == "none":
        single = exactly_one([one.met for one in found]) & settled
        return Repair(certain(block.none), certain(single))
    parts = [
        Part(one.not_met, repair(part, near, block))
        for one, part in zip(found, condition.parts, strict=True)
    ]
    if condition.joint in ("all", "readings"):
        return all_repaired(parts, settled)
    return _choice(condition, parts, settled, block)


def _choice(group: Group, parts: Sequence[Part], settled: Plane, block: Block) -> Repair:
    """One or more of several failed parts: any of them may be the one that is chosen."""
    failed = [part.failed for part in parts]
    is_one = ~counted(failed, len(parts) - (group.count or 1) + 2, block.full)
    bounds = []
    for name in Repair._fields:
        told: list[Bound] = [getattr(part.repair, name) for part in parts]
        every = ~of_any_failed(parts, [~one.surely for one in told])
        bounds.append(Bound(every, of_any_failed(parts, [one.perhaps for one in told])))
    small, single = bounds
    single = Bound(*(plane & is_one & settled for plane in single))
    plain = _plain_choice(group, parts, block)
    if plain is None:
        return Repair(small, single)
    known, exact = plain
    return _preferred(known & is_one, settled, exact, Repair(small, single))


def _plain_choice(group: Group, parts: Sequence[Part], block: Block) -> tuple[Plane, Repair] | None:
    """Of curable leaves the one with the smallest gap is chosen: a number or a date before what
    has no size, and all of them before what nothing cures. Told where numbers and dates did not
    fail together.
    """
    leaves = [part for part in group.parts if isinstance(part, Leaf)]
    sizes = [measured_as(leaf.test) if leaf.is_curable else INCURABLE for leaf in leaves]
    if len(leaves) < len(parts) or "" in sizes:
        return None
    by_size = {
        size: [part for part, own in zip(parts, sizes, strict=True) if own == size]
        for size in (SHARE, DAYS, PLAIN)
    }
    shares, days, plain = (
        union((part.failed for part in by_size[size]), block.none) for size in by_size
    )
    small = union((p.failed & p.repair.small.surely for p in by_size[SHARE]), block.none)
    single = union(
        (p.failed & p.repair.single.surely for p in (*by_size[SHARE], *by_size[DAYS])), block.none
    )
    return ~(shares & days), Repair(certain(small), certain(single | (plain & ~(shares | days))))


def _preferred(rows: Plane, settled: Plane, exact: Repair, other: Repair) -> Repair:
    """``exact`` in ``rows``; a single gap counts only where nothing else is unknown."""
    small = exact.small.surely
    single = exact.single.surely & settled
    pairs = ((small, other.small), (single, other.single))
    bounds = [Bound(*((plane & rows) | (end & ~rows) for end in bound)) for plane, bound in pairs]
    return Repair(*bounds)


@repair.register(ScoreCondition)
def _score(condition: ScoreCondition, near: NearMiss, block: Block) -> Repair:
    scored = block.score(condition)
    parts = [_failed_mark(mark, near, block) for mark in scored.marks]
    if condition.veto:
        found = block.check(condition.veto)
        parts.append(Part(found.not_met, repair(condition.veto, near, block)))
    return all_repaired(parts, ~scored.incomplete)


def _failed_mark(mark: MarkFound, near: NearMiss, block: Block) -> Part:
    """The gap is the points short of the mark, or that of the band above, which may be nearer."""
    bounds = []
    for gap_bp in (near.gap_bp, near.single_gap_bp):
        least = constant(-(-mark.mark.at_least * (WHOLE_BP - gap_bp) // WHOLE_BP))
        plane = spread(compared(mark.points.high, ">=", least), block.none)
        bounds.append(Bound(block.none, block.full) if mark.is_banded else certain(plane))
    return Part(mark.found.not_met, Repair(*bounds))
