"""Reviewers come from elsewhere than the programme, the bidder and the bidder's partners."""

from __future__ import annotations

import pytest

from kechuang.base.roles import Role
from kechuang.programmes.models import ListedItem
from kechuang.reviews import services as reviewing
from kechuang.reviews.models import Expert, SealedPool
from tests.base.registry.cast import party, person
from tests.rooms.programmes.records import clean
from tests.rooms.programmes.scene import FAR, Scene, bid_again, consortium, do, item_again, scene
from tests.rooms.reviews import town as reviews

pytestmark = pytest.mark.django_db
HOME, PARTNER, ELSEWHERE = "990102", "110105", "330106"


def experts_at(*regions: str) -> list[Expert]:
    """An expert of a unit of one's own at each region."""
    return [
        reviews.expert(
            f"专家{number}",
            party(f"第{number}院", region=region),
            region,
            person(f"expert {number}", Role.EXPERT),
        )
        for number, region in enumerate(regions)
    ]


def sealed_regions(item: ListedItem) -> set[str]:
    """Where the experts of the item's only pool come from."""
    round_ = item_again(item).review.round
    reviewing.seal_pools(by=reviews.OFFICER, at=reviews.AT, review_round=round_)
    (pool,) = SealedPool.objects.filter(submission__round=round_)
    tokens = [token for token, _, _ in pool.content["experts"]]
    members = round_.members.filter(token__in=tokens).select_related("expert")
    return {member.expert.region_code for member in members}


def reviewed_bid(town: Scene) -> ListedItem:
    """A bid of Shanghai with a partner of Beijing, sent to the review."""
    item = town.bidding()
    lead, partner = town.bidder("远方传感科技有限公司"), party("京城研究院", region=PARTNER)
    clean(partner)
    members = consortium(lead[1], partner, shares=("60", "40"))
    bid = bid_again(town.sealed(item, lead, **members))
    town.unsealed(item)
    do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    return item


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {ELSEWHERE}),
        ({"elsewhere_from": "organiser"}, {ELSEWHERE, PARTNER, FAR}),
        ({"elsewhere_from": "applicants"}, {ELSEWHERE, HOME}),
        ({"expert_place": "any"}, {ELSEWHERE, HOME, PARTNER, FAR}),
    ],
)
def test_elsewhere_is_elsewhere_than_the_city_and_everybody_who_bids(
    options: dict[str, str], expected: set[str]
) -> None:
    town = scene(with_money=False, **options)
    item = reviewed_bid(town)

    experts_at(*[ELSEWHERE] * 3, *[HOME] * 3, *[PARTNER] * 3, *[FAR] * 3)

    assert sealed_regions(item) == expected


def test_a_round_opened_before_takes_the_bidders_place_alone() -> None:
    town = reviews.small_round(place_rule="other_city")
    one = town.submit()

    reviewing.seal_pools(by=reviews.OFFICER, at=reviews.AT, review_round=town.round)

    assert one.home_codes is None
    assert SealedPool.objects.get(submission=one).content["region"] == reviews.HOME[:4]
