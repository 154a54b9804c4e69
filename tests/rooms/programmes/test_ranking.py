"""What the review is given, and who reads its ranking when."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.cases.refusals import StepRefused
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.awards import ranking_for
from tests.rooms.cases.scene import do
from tests.rooms.programmes.scene import Scene, bid_again, item_again, judge

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_review(
    kept_town: Scene, django_db_blocker: DjangoDbBlocker
) -> tuple[ListedItem, list[Bid]]:
    with django_db_blocker.unblock():
        return kept_town.reviewing()


@pytest.fixture
def reviewing(kept_review: tuple[ListedItem, list[Bid]]) -> tuple[ListedItem, list[Bid]]:
    """An item with both its bids in the review."""
    item, bids = kept_review
    return item_again(item), [bid_again(bid) for bid in bids]


def test_the_ranking_is_sealed_until_the_scores_are_opened(
    town: Scene, reviewing: tuple[ListedItem, list[Bid]]
) -> None:
    item, bids = reviewing

    assert ranking_for(town.officer, item) == ()
    with pytest.raises(StepRefused):
        do(item.case, "close_review", town.officer, "2026-05-06T09:00")
    judge(item, bids)

    assert [one.bid for one in ranking_for(town.officer, item)] == bids
    assert ranking_for(town.demander.actor, item) == ()
    assert ranking_for(town.bidders[0][0].actor, item) == ()


def test_the_review_knows_no_more_than_it_must(reviewing: tuple[ListedItem, list[Bid]]) -> None:
    item, bids = reviewing

    review = item.review.round
    assert (review.phase, review.reports_wanted, review.place_rule) == (
        "preparing", 3, "other_city",
    )  # fmt: skip
    submissions = list(review.submissions.order_by("pk"))
    assert [one.reference for one in submissions] == [bid.case.number for bid in bids]
    assert [file.file.name for one in submissions for file in one.originals.all()] == [
        "plan.pdf", "榜单指标与承诺值.docx", "plan.pdf", "榜单指标与承诺值.docx",
    ]  # fmt: skip
