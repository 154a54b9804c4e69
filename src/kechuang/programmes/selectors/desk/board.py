"""Rounds in figures: needs and bids by stage, and the money held for their awards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Sum

from kechuang.base.actors import Actor
from kechuang.ledger.access import can_read_books
from kechuang.ledger.models import BudgetLine
from kechuang.programmes.models import Award, Bid, ProgrammeRound
from kechuang.programmes.selectors.bids import sealed_bids
from kechuang.programmes.selectors.desk.finding import desk_bids, desk_items, desk_needs
from kechuang.programmes.selectors.desk.stages import BidStage, Stage, bid_stage_of, stage_of
from kechuang.programmes.selectors.rounds import programme_rounds

SEALED_ITEM = "sealed"


@dataclass(frozen=True)
class RoundMoney:
    """A budget line in fen, and how much of what is held back on it is held for the round.

    ``held_fen`` and ``used_fen`` are the line's, whoever they are for; ``free_fen`` is the rest.
    """

    line: BudgetLine
    budget_fen: int
    used_fen: int
    held_fen: int
    free_fen: int
    own_held_fen: int


@dataclass(frozen=True)
class RoundOnDesk:
    """One year's plan; ``money`` None where no line is named, or the reader reads no books."""

    programme: ProgrammeRound
    needs: Mapping[Stage, int]
    bids: Mapping[BidStage, int]
    money: RoundMoney | None

    @property
    def total(self) -> int:
        return sum(self.needs.values())

    @property
    def by_stage(self) -> list[int]:
        """The counts in the order of the stages."""
        return [self.needs.get(stage, 0) for stage in Stage]


def rounds_on_desk(actor: Actor) -> tuple[RoundOnDesk, ...]:
    """Every round, the latest year first, with what of it lies on the actor's desk."""
    needs, bids = _needs_by_stage(actor), _bids_by_stage(actor)
    return tuple(
        RoundOnDesk(one, needs[one.pk], bids[one.pk], round_money(actor, one))
        for one in programme_rounds().select_related("line__account", "line__scheme")
    )


def round_money(actor: Actor, programme: ProgrammeRound) -> RoundMoney | None:
    """The line of the round and what its awards hold of it."""
    line = programme.line
    if line is None or not can_read_books(actor):
        return None
    account = line.account
    return RoundMoney(
        line,
        account.credits_posted_fen,
        account.debits_posted_fen,
        account.debits_pending_fen,
        account.free_fen,
        held_for(programme),
    )


def held_for(programme: ProgrammeRound) -> int:
    """What is reserved for awards of the round whose contracts are not yet signed, in fen."""
    awards = Award.objects.filter(
        item__need__programme=programme,
        reservation__isnull=False,
        reservation__resolution__isnull=True,
    )
    return awards.aggregate(total=Sum("reservation__amount_fen"))["total"] or 0


def _needs_by_stage(actor: Actor) -> defaultdict[int, Counter[Stage]]:
    found: defaultdict[int, Counter[Stage]] = defaultdict(Counter)
    rows = desk_needs(actor).order_by().values_list("programme", "case__state")
    for programme, state, count in rows.annotate(count=Count("pk")):
        found[programme][stage_of(state)] += count
    return found


def _bids_by_stage(actor: Actor) -> defaultdict[int, Counter[BidStage]]:
    found: defaultdict[int, Counter[BidStage]] = defaultdict(Counter)
    rows = desk_bids(actor).order_by().values_list("item__need__programme", "case__state")
    for programme, state, count in rows.annotate(count=Count("pk")):
        found[programme][bid_stage_of(state)] += count
    for item in desk_items(actor).filter(need__case__state=SEALED_ITEM):
        found[item.need.programme_id][BidStage.UNOPENED] += sealed_bids(item).count()
    return found


def bids_by_item(items: list[int]) -> dict[int, int]:
    """How many opened bids each of these items has, by its key."""
    rows = Bid.objects.filter(item__in=items, opened_at__isnull=False).values_list("item")
    return dict(rows.annotate(count=Count("pk")).order_by())
