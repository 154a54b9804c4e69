"""The ranking as its reader may have it: labels, and names only where the procedure gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kechuang.base.actors import Actor
from kechuang.cases.access import roles_of
from kechuang.engines.tally import half_up
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.awards import RankedBid, ShownBid, ranking, ranking_for
from kechuang.programmes.selectors.contents import bid_content, handed_in, need_content, rows_of
from kechuang.programmes.selectors.identifying import identifying_names
from kechuang.programmes.selectors.naming import WINNER, is_named

HUNDRED = 100
REMOVED = "※※"


@dataclass(frozen=True, slots=True)
class RankedRow:
    """``bid`` None: whose it is is not the reader's to know. ``ranks`` is the interval in which
    its rank lies by the reports' noise; ``promises`` stand beside the targets, with no word that
    the bid itself marks as telling who bids."""

    label: str
    rank: int
    score: str
    reports: int
    bid: Bid | None
    has_passed: bool
    is_tied: bool
    ranks: tuple[int, int] | None
    months: int | None
    grant_fen: int | None
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """A target as it is wanted, and what the bid promises of it."""

    target: str
    wanted: str
    promised: str


def rows_for(actor: Actor, item: ListedItem) -> tuple[RankedRow, ...]:
    """Nothing before the scores were opened, or before the reader may know of them."""
    may_know = is_named(item.case, roles_of(actor, item.case), WINNER)
    behind = {one.label: one for one in ranking(item)}
    return tuple(_row(one, behind[one.label], may_know) for one in ranking_for(actor, item))


def _row(shown: ShownBid, ranked: RankedBid, may_know: bool) -> RankedRow:
    values = handed_in(ranked.bid.case)
    months, interval = values.get("months"), ranked.interval
    return RankedRow(
        label=shown.label,
        rank=shown.rank,
        score=_score(shown.score),
        reports=shown.reports,
        bid=shown.bid if may_know else None,
        has_passed=shown.has_passed,
        is_tied=shown.is_tied,
        ranks=(interval.low, interval.high) if interval else None,
        months=months if isinstance(months, int) else None,
        grant_fen=bid_content(values).grant_fen,
        promises=tuple(_promises(ranked.bid)),
    )


def _promises(bid: Bid) -> Iterator[Promised]:
    targets = need_content(handed_in(bid.item.case)).targets
    wanted = {one.indicator: one.wanted for one in targets}
    known = [form for name in identifying_names(bid.case) for form in name.forms]
    for row in rows_of(handed_in(bid.case).get("answers")):
        target, promised = str(row["target"]), str(row["promised"])
        yield Promised(_without(known, target), wanted.get(target, ""), _without(known, promised))


def _without(known: Iterable[str], text: str) -> str:
    for form in known:
        text = text.replace(form, REMOVED)
    return text


def _score(score: Fraction) -> str:
    """Two digits after the point, half up."""
    whole, rest = divmod(half_up(HUNDRED * score.numerator, score.denominator), HUNDRED)
    return f"{whole}.{rest:02d}"
