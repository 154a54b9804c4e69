"""Who answers an item, once everybody may know, and the most the public pays each of them."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.actors import ANONYMOUS
from kechuang.demands.models import Demand
from kechuang.demands.selectors import visible_demands
from kechuang.parties.models import Party
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.awards import fundings
from kechuang.programmes.selectors.naming import named_winners


@dataclass(frozen=True, slots=True)
class Team:
    """The unit that leads a lane; ``grant_fen`` is a ceiling, in fen."""

    lane: int
    party: Party
    grant_fen: int
    is_awarded: bool


def teams_of(item: ListedItem) -> tuple[Team, ...]:
    """Lane by lane; none before the procedure lets everybody read the winner's name."""
    bids = named_winners(item)
    grants = [funding.grant_fen for funding in fundings(item, bids)]
    return tuple(
        Team(lane, bid.party, grant, hasattr(bid, "award"))
        for lane, (bid, grant) in enumerate(zip(bids, grants, strict=True), start=1)
    )


def public_demand_of(item: ListedItem) -> Demand | None:
    """The demand the item grew from, where everybody may read it."""
    return visible_demands(ANONYMOUS).filter(needs=item.need_id).first()
