"""The ranking with the interval of each rank, as far as it is the reader's to know."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.design.charts import Drawing
from kechuang.engines.panel import RankInterval
from kechuang.programmes.models import Bid, ItemReview, ListedItem
from kechuang.programmes.selectors.awards import lanes_of, ranking_for
from kechuang.programmes.selectors.desk.finding import is_readable
from kechuang.reviews.presenting.drawings import ranks_drawn
from kechuang.reviews.selectors import ranking_of

LEAD = "lead_unit"


@dataclass(frozen=True, slots=True)
class RankedRow:
    """``interval`` None where the review does not open its intervals to the reader; ``name`` is
    empty while the procedure does not say whose the bid is."""

    label: str
    rank: int
    score: str
    reports: int
    bid: Bid | None
    name: str
    interval: RankInterval | None
    is_funded: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    rows: tuple[RankedRow, ...]
    drawing: Drawing | None
    lanes: int
    tied: int = 0

    @property
    def unsure(self) -> int:
        """Bids of which the scores alone do not say on which side of the line they stand."""
        return sum(row.interval is not None and row.interval.is_noise for row in self.rows)


def ranking_shown(actor: Actor, item: ListedItem, language: str) -> Ranking:
    """Nothing before the scores were opened."""
    review = ItemReview.objects.filter(item=item).select_related("round").first()
    ranked = ranking_of(actor, review.round) if review else []
    intervals = {one.submission.label: one.interval for one in ranked}
    lanes = lanes_of(item)
    rows = tuple(
        RankedRow(
            one.label,
            one.rank,
            f"{float(one.score):.2f}",
            one.reports,
            one.bid,
            _name(actor, one.bid),
            intervals.get(one.label),
            one.rank <= lanes and one.has_passed,
        )
        for one in ranking_for(actor, item)
    )
    tied = sum(one.is_tied for one in ranking_for(actor, item))
    drawing = ranks_drawn(ranked, funded=lanes, language=language) if rows and ranked else None
    return Ranking(rows, drawing, lanes, tied)


def _name(actor: Actor, bid: Bid | None) -> str:
    return bid.party.shown_name if bid and is_readable(actor, bid.case, LEAD) else ""
