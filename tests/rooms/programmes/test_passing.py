"""Who passed the review, and equals whom no rule tells apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from kechuang.base.errors import InvalidInput
from kechuang.programmes import services as programmes
from kechuang.programmes.selectors.awards import ranking_for, winners
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import bid_again, item_again, label_of, scene

pytestmark = pytest.mark.django_db


def test_a_bid_below_the_pass_mark_is_neither_chosen_nor_wins() -> None:
    town = scene("jinan-challenge", with_money=False, code="strict", pass_mark=85)
    item, bids = town.reviewed()
    given: Any = {"by": town.demander.actor, "at": at("2026-05-08T09:00"), "item": item}

    with pytest.raises(InvalidInput, match="没有通过评审"):
        programmes.choose_winner(**given, label=label_of(bids[1]), reason="交付更快")
    programmes.choose_winner(**given, label=label_of(bids[0]))
    programmes.pass_over(
        by=town.officer, at=at("2026-05-09T09:00"), bid=bid_again(bids[0]), reason="异议成立"
    )
    assert winners(item_again(item)) == ()


def test_equals_that_no_rule_tells_apart_are_told() -> None:
    town = scene("jinan-challenge", with_money=False, code="even")
    item, bids = town.reviewing()
    item = town.ranked(item, [*bids], even=True)
    assert [one.is_tied for one in ranking_for(town.demander.actor, item)] == [True, True]
    page = town.demander.client.get(reverse("programmes:choice", args=[item.number]))
    assert "并列" in page.content.decode()
