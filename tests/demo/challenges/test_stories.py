"""The texts of the challenges can be used as they stand: complete, funded, and telling nobody."""

from __future__ import annotations

from collections import Counter

import pytest

from kechuang.base.blinding import find_leaks
from kechuang.demo.challenges.papers import plan
from kechuang.demo.challenges.stories import Story, story, story_names
from kechuang.demo.challenges.units import OUTSIDERS
from kechuang.engines.wording import Text
from kechuang.programmes.selectors.promises import measured

CITY_SHARE_PERCENT = 30
LONGEST_TOPIC = 60
STORIES = [story(name) for name in story_names()]
OFFERS = [(told, offer) for told in STORIES for offer in told.offers]


@pytest.fixture(params=STORIES, ids=story_names())
def told(request: pytest.FixtureRequest) -> Story:
    return request.param


def test_there_is_a_story_for_each_phase() -> None:
    assert len(STORIES) == 10


def test_a_topic_fits_its_field_and_has_an_english_name(told: Story) -> None:
    assert 0 < len(told.title) <= LONGEST_TOPIC
    assert told.title_en.isascii()


def test_own_funds_are_part_of_the_budget(told: Story) -> None:
    assert 0 < int(told.own_funds) <= int(told.budget)


@pytest.mark.parametrize(("told", "offer"), OFFERS)
def test_an_offer_answers_every_target_with_a_number(told: Story, offer: object) -> None:
    assert len(offer.promised) == len(told.targets)
    assert all(measured(promised)[0] is not None for promised in offer.promised)


@pytest.mark.parametrize(("told", "offer"), OFFERS)
def test_an_offer_asks_no_more_than_the_citys_share(told: Story, offer: object) -> None:
    assert int(offer.grant) * 100 <= int(offer.budget) * CITY_SHARE_PERCENT
    assert int(offer.budget) <= int(told.budget)


def test_nobody_leads_two_offers() -> None:
    leaders = Counter(offer.leader for _, offer in OFFERS)

    assert max(leaders.values()) == 1


def test_offers_come_from_units_that_are_registered() -> None:
    assert {offer.unit for _, offer in OFFERS} <= {one.key for one in OUTSIDERS}


@pytest.mark.parametrize(("told", "offer"), OFFERS)
def test_a_plan_tells_nobody_who_wrote_it(told: Story, offer: object) -> None:
    text = "\n".join(plan(told, offer))

    assert [leak for leak in find_leaks(text, Text("", "")) if leak.kind != "person"] == []
    assert offer.leader not in text
