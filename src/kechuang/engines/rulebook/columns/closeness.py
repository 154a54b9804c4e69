"""How near a failed test is, column by column: the shares and years of ``is_near_miss``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.planes import Plane
from kechuang.engines.rulebook.columns.quantities import number
from kechuang.engines.rulebook.columns.ratios import (
    Ratio,
    added,
    ratio_of,
    related,
    scaled,
    size_of,
)
from kechuang.engines.rulebook.terms.closeness import YEAR
from kechuang.engines.rulebook.terms.comparisons import Comparison, Test
from kechuang.engines.rulebook.terms.kinds import NUMERIC, Kind
from kechuang.engines.rulebook.terms.qualities import FlagTest, Membership
from kechuang.engines.rulebook.terms.windows import Window

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

WHOLE_BP = 10_000
SHARE, DAYS, PLAIN = "share", "days", "plain"


def measured_as(test: Test) -> str:
    """What the distance of a failed ``test`` is: a share, days, or nothing that has a size."""
    if isinstance(test, Comparison | Window):
        kind = (test.left if isinstance(test, Comparison) else test.quantity).kind
        return DAYS if kind is Kind.DATE else SHARE if kind in NUMERIC else ""
    return PLAIN if isinstance(test, FlagTest | Membership) else ""


def within(test: Test, block: Block, gap_bp: int) -> Plane:
    """Where a test that failed by a share or by days is within ``gap_bp``, or within a year."""
    if isinstance(test, Comparison):
        return _near(number(test.left, block), test.operator, number(test.right, block), gap_bp)
    if not isinstance(test, Window):
        return block.none
    have, low, high = (number(part, block) for part in (test.quantity, test.low, test.high))
    below = related(have, "<", low) & have.state.known & low.state.known
    is_days = measured_as(test) == DAYS
    near_low, near_high = (
        _in_a_year(have, end, block) if is_days else _near(have, operator, end, gap_bp)
        for operator, end in ((">=", low), ("<=", high))
    )
    return (below & near_low) | (~below & near_high)


def _near(have: Ratio, operator: str, need: Ratio, gap_bp: int) -> Plane:
    """The gap is at most its share of the need; whoever misses zero misses the whole of it."""
    room = scaled(size_of(need), Fraction(gap_bp, WHOLE_BP))
    near = ~(need.state.known ^ need.state.known)
    if operator not in ("<=", "<"):
        near = near & related(have, ">=", added(need, room, is_minus=True))
    if operator not in (">=", ">"):
        near = near & related(have, "<=", added(need, room))
    zero = related(need, "==", ratio_of(0, need.state))
    return near | zero if gap_bp >= WHOLE_BP else near & ~zero


def within_a_year(test: Test, block: Block) -> Plane:
    """Where a test of dates failed by at most a year."""
    if isinstance(test, Comparison):
        return _in_a_year(number(test.left, block), number(test.right, block), block)
    return within(test, block, 0)


def _in_a_year(have: Ratio, need: Ratio, block: Block) -> Plane:
    distance = size_of(added(have, need, is_minus=True))
    return related(distance, "<=", ratio_of(YEAR.days, block.certain))
