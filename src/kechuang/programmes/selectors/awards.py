"""The ranking, who is to win, and what each winner is to get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from kechuang.base.actors import Actor
from kechuang.cases.selectors import settled_options
from kechuang.engines.flow import Value
from kechuang.engines.panel import RankInterval
from kechuang.engines.tally import split
from kechuang.programmes.access import is_auditor, is_demander, is_officer
from kechuang.programmes.models import Bid, ItemReview, ListedItem
from kechuang.programmes.selectors.contents import (
    BidContent,
    bid_content,
    handed_in,
    number_of,
    rows_of,
)
from kechuang.programmes.states import AWARDED, CHOOSING, UNDECIDED
from kechuang.reviews.models import Assignment, ReviewRound
from kechuang.reviews.selectors.ranking import ranked
from kechuang.reviews.states import AssignmentState, Phase

OPENED = frozenset({Phase.OPENED, Phase.CLOSED})
CITY = "city"
PERCENT, CENTI = 100, 100
TOLD = AWARDED | UNDECIDED


@dataclass(frozen=True)
class RankedBid:
    """``score`` is exact, 0…100; equals share a rank. ``label`` is all that tells a bid of a
    blind review from another one. ``has_passed``: it reaches the round's pass mark; ``is_tied``:
    the round's rules for ties left it level with another."""

    bid: Bid
    label: str
    rank: int
    score: Fraction
    reports: int
    has_passed: bool = True
    is_tied: bool = False
    interval: RankInterval | None = None


@dataclass(frozen=True)
class ShownBid:
    """A ranked bid as somebody may see it; ``bid`` None: whose it is is not theirs to know yet."""

    label: str
    rank: int
    score: Fraction
    reports: int
    bid: Bid | None
    has_passed: bool = True
    is_tied: bool = False


@dataclass(frozen=True)
class Funding:
    """What an award costs whom, in fen; the parts sum to the whole."""

    budget_fen: int
    grant_fen: int
    front_fen: int
    after_fen: int
    shares: tuple[tuple[str, int], ...]


def ranking(item: ListedItem) -> tuple[RankedBid, ...]:
    """The admitted bids in the order of the review; none before its scores were opened."""
    review = ItemReview.objects.filter(item=item, round__phase__in=OPENED).first()
    if review is None:
        return ()
    bids = {bid.submission.submission_id: bid for bid in _reviewed(item)}
    rows, mark = ranked(review.round), pass_mark(item)
    ranks = Counter(one.rank for one in rows)
    return tuple(
        RankedBid(
            bids[one.submission.pk],
            one.submission.label,
            one.rank,
            one.score,
            one.reports,
            one.score >= mark,
            ranks[one.rank] > 1,
            one.interval,
        )
        for one in rows
    )


def pass_mark(item: ListedItem) -> int:
    """The mean below which a bid has not passed the review; 0 where the round sets none."""
    mark = settled_options(item.case.round).get("pass_mark")
    return mark if isinstance(mark, int) else 0


def ranking_for(actor: Actor, item: ListedItem) -> tuple[ShownBid, ...]:
    """The ranking with names for officers of the item and auditors; for the demander by labels,
    once it is to choose, and with the names of the winners once it has chosen."""
    rows = ranking(item)
    if is_officer(actor, item.case) or is_auditor(actor):
        return tuple(_shown(one, {one.bid}) for one in rows)
    if item.case.state not in TOLD or not is_demander(actor, item):
        return ()
    named = set(winners(item))
    return tuple(_shown(one, named) for one in rows)


def _shown(one: RankedBid, named: Set[Bid]) -> ShownBid:
    bid = one.bid if one.bid in named else None
    return ShownBid(one.label, one.rank, one.score, one.reports, bid, one.has_passed, one.is_tied)


def fewest_reports(item: ListedItem) -> int | None:
    """The fewest reports any bid has; unknown until the sealed scores were opened."""
    review = ItemReview.objects.filter(item=item, round__phase__in=OPENED).first()
    if review is None:
        return None
    return min((reports_of(bid, review.round) for bid in _reviewed(item)), default=0)


def reports_of(bid: Bid, review_round: ReviewRound) -> int:
    """How many reports count for a bid."""
    seats = Assignment.objects.filter(submission__challenge_bid__bid=bid)
    return seats.filter(submission__round=review_round, state=AssignmentState.REPORTED).count()


def winners(item: ListedItem) -> tuple[Bid, ...]:
    """Who is to be awarded: the demander's choice first, then by rank, one for each lane.

    None while the demander is still to choose, and nobody who did not pass the review; whoever
    was passed over gives way to the next.
    """
    passed = [one.bid for one in ranking(item) if one.has_passed]
    order = [bid for bid in passed if not hasattr(bid, "passed_over")]
    choice = item.choices.select_related("bid").first()
    if choice is None and item.case.state == CHOOSING:
        return ()
    if choice is not None and choice.bid in order:
        order = [choice.bid, *(bid for bid in order if bid != choice.bid)]
    return tuple(order[: lanes_of(item)])


def lanes_of(item: ListedItem) -> int:
    """How many teams run side by side (赛马); one where there is no race."""
    lanes = settled_options(item.case.round).get("lanes")
    return lanes if isinstance(lanes, int) else 1


def fundings(item: ListedItem, bids: tuple[Bid, ...]) -> tuple[Funding, ...]:
    """What each winner gets; in a race with an equal start the same at first."""
    options = settled_options(item.case.round)
    found = [funding_of(bid_content(handed_in(bid.case)), options) for bid in bids]
    return with_equal_start(found) if options.get("has_equal_start") is True else tuple(found)


def with_equal_start(found: Sequence[Funding]) -> tuple[Funding, ...]:
    """Every front part that of the smallest; what is left comes after."""
    front = min((one.front_fen for one in found), default=0)
    return tuple(replace(one, front_fen=front, after_fen=one.grant_fen - front) for one in found)


def funding_of(content: BidContent, options: dict[str, Value]) -> Funding:
    """The budget over the payers of the round by largest remainder. The city's share is a
    ceiling: the grant is what was asked, at most that share."""
    budget, asked = content.budget_fen or 0, content.grant_fen or 0
    payers = _payers(options)
    parts = split(budget, [weight for _, weight in payers])
    by_payer = [(payer, part) for (payer, _), part in zip(payers, parts, strict=True)]
    ceiling = sum(part for payer, part in by_payer if payer == CITY)
    grant = min(asked, ceiling)
    front, after = split(grant, _front(options))
    return Funding(budget, grant, front, after, tuple(by_payer))


def _payers(options: dict[str, Value]) -> list[tuple[str, int]]:
    """Payers and their weights in hundredths of a percent."""
    rows = rows_of(options.get("funding_shares"))
    return [(str(row["payer"]), int(number_of(row["share"]) * CENTI)) for row in rows]


def _front(options: dict[str, Value]) -> tuple[int, int]:
    share = options.get("front_share")
    front = share if isinstance(share, int) else PERCENT
    return (front, PERCENT - front) if options.get("has_grant_before_and_after") else (PERCENT, 0)


def _reviewed(item: ListedItem) -> list[Bid]:
    bids = item.bids.filter(submission__isnull=False)
    return list(bids.select_related("submission", "party", "case__round__version"))
