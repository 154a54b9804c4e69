"""The ranking as its reader may have it: labels, and names only where the procedure gives them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kechuang.base.actors import Actor
from kechuang.cases.access import roles_of
from kechuang.engines.tally import half_up
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.awards import ranking_for
from kechuang.programmes.selectors.naming import WINNER, is_named

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class RankedRow:
    """``bid`` None: whose it is is not the reader's to know."""

    label: str
    rank: int
    score: str
    reports: int
    bid: Bid | None


def rows_for(actor: Actor, item: ListedItem) -> tuple[RankedRow, ...]:
    """Nothing before the scores were opened, or before the reader may know of them."""
    may_know = is_named(item.case, roles_of(actor, item.case), WINNER)
    return tuple(
        RankedRow(
            one.label,
            one.rank,
            _score(one.score),
            one.reports,
            one.bid if may_know else None,
        )
        for one in ranking_for(actor, item)
    )


def _score(score: Fraction) -> str:
    """Two digits after the point, half up."""
    whole, rest = divmod(half_up(HUNDRED * score.numerator, score.denominator), HUNDRED)
    return f"{whole}.{rest:02d}"
