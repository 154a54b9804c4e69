"""A challenge of a place brought as far as somebody's next act."""

from __future__ import annotations

from kechuang.base.roles import Role
from kechuang.parties.models import Party
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Bid, ItemReview, ListedItem, Need
from kechuang.reviews import services as reviews
from tests.base.registry.cast import Person, person
from tests.journeys.small_region import Region
from tests.proof.authorization.reviewers import reported
from tests.rooms.cases.scene import at, do, hand_in, wait
from tests.rooms.ledger.town import confirmed_payee
from tests.rooms.programmes.scene import Scene, bid_again, item_again, state
from tests.rooms.reviews.town import Town

MARKS = {"fit": 80, "route": 70, "use": 60}
SCORERS = ("first scorer", "second scorer", "third scorer")


def awarded(region: Region, town: Scene, topic: str) -> Award:
    """The bid of ``mine``, whose own people can take the posts of the project."""
    own = (region.people["enterprise"], region.mine)
    person("ready assistant", Role.ENTERPRISE, of=region.mine)
    item, (winner, _) = judged(town, topic, own)
    town.approve(town.propose(item, winner))
    confirmed_payee(region.mine)
    return bid_again(winner).award


def turned_down(town: Scene) -> ListedItem:
    """Proposed, and not approved; its bidders do not know yet."""
    item, (first, _) = judged(town, "未立项")
    wait(town.propose(item, first).case, "2026-05-20T00:00")
    do(item.case, "reject", town.scorer(SCORERS[0]), "2026-05-20T09:00")
    return item_again(item)


def judged(town: Scene, topic: str, *bidders: tuple[Person, Party]) -> tuple[ListedItem, list[Bid]]:
    """Reviewed by the experts of the register, as their scores are opened."""
    item, bids = checking(town, topic, *bidders)
    for bid in bids:
        do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    panel = Town(ItemReview.objects.get(item=item).round, [], {}, [])
    panel.submissions = list(panel.round.submissions.order_by("pk"))
    reported(panel, **MARKS)
    reviews.open_scores(by=town.officer, at=at("2026-05-05T09:00"), review_round=panel.round)
    hand_in(item.case, "review_record", town.officer, "2026-05-06T08:00")
    do(item.case, "close_review", town.officer, "2026-05-06T09:00")
    return item_again(item), [bid_again(bid) for bid in bids]


def checking(
    town: Scene, topic: str, *bidders: tuple[Person, Party]
) -> tuple[ListedItem, list[Bid]]:
    item, bids = sealed_only(town, topic, *bidders)
    return town.unsealed(item), [bid_again(bid) for bid in bids]


def sealed_only(
    town: Scene, topic: str, *bidders: tuple[Person, Party]
) -> tuple[ListedItem, list[Bid]]:
    """Two bids; of ``bidders`` first, then of units of their own."""
    item = town.bidding(topic=topic)
    others = [town.bidder(f"{topic}的揭榜单位{place}") for place in "甲乙"[len(bidders) :]]
    return item, [town.sealed(item, bidder) for bidder in (*bidders, *others)]


def rejected(region: Region, town: Scene) -> Bid:
    """A finding stands against the bid of ``mine``."""
    item = town.bidding(topic="被否决的揭榜")
    bid = town.sealed(item, (region.people["enterprise"], region.mine))
    town.unsealed(item)
    state(region.mine, "dishonest_debtor", is_so=True)
    do(bid.case, "reject", town.officer, "2026-04-17T09:00")
    return bid


def listed(town: Scene) -> Need:
    need = town.listable(topic="待公布的需求")
    do(need.case, "list_need", town.officer, "2026-03-10T10:00")
    return need


def filed(town: Scene) -> Need:
    """Looked through for duplicates, on which nobody has ruled."""
    need = town.need(topic="待定榜的需求")
    scorer = town.scorer(SCORERS[-1])
    programmes.search_duplicates(by=scorer, at=at("2026-03-05T09:00"), need=need)
    return need
