"""One challenge from its need to its closing, as everybody who takes part lives it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.browser.programme import (
    awarding,
    bidding,
    closing,
    contracting,
    posing,
    reviewing,
    running,
    watching,
)
from tests.browser.programme.bidding import OFFERS
from tests.browser.programme.story import Story
from tests.browser.programme.town import (
    AUDITOR,
    CHIEF,
    CONFLICTED,
    DEMANDER,
    OFFICER,
    TREASURERS,
)
from tests.journeys.city import ROOT, copy_of_city

pytestmark = pytest.mark.browser
TOWN = [sys.executable, "-m", "tests.browser.programme.town"]
REPORTS = 6


@pytest.fixture
def story(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Story]:
    """The people are there, the money is there; no programme is open yet."""
    told = Story(copy_of_city(tmp_path_factory.mktemp("programme")))
    told.comes_to("2026-03-02T09:00")
    subprocess.run(TOWN, env=told.environment, cwd=ROOT, check=True, capture_output=True)
    for site in served(told.folder, told.environment):
        told.opens_doors(browser, site)
        yield told


def test_a_challenge_goes_from_its_need_to_its_closing(story: Story) -> None:
    item, case = is_listed(story)
    is_bid_for(story, item)
    is_reviewed(story, item)
    is_awarded(story, item)
    contract = is_contracted(story, case)
    is_run(story, contract)
    is_closed(story, contract, case)

    watching.everybody_reads_that_it_closed(story[""], item)
    watching.the_auditor_reads_it_all(story[AUDITOR], item, contract)
    assert story.complaints == []
    story.tells("check-invariants")


def is_listed(story: Story) -> tuple[str, str]:
    """The number of the item, and of its case."""
    posing.opens_a_plan(story[OFFICER])
    case = posing.files_a_need(story[DEMANDER])
    story.comes_to("2026-03-05T09:00")
    posing.examines(story, case)
    story.comes_to("2026-03-06T09:00")
    return posing.publishes(story[OFFICER], opens_on="2026-03-10"), case


def is_bid_for(story: Story, item: str) -> None:
    story.lets_time_pass("2026-03-10T09:30")
    watching.strangers_find_the_item(story[""], item)
    for offer in OFFERS:
        bidding.writes_a_bid(story[offer.username], offer, item)
        bidding.seals(story[offer.username], offer)
    watching.nobody_knows_of_sealed_bids(story, item)
    story.lets_time_pass("2026-03-31T09:00")
    bidding.opens_and_checks(story, item)
    bidding.accepts_the_refusal(story[CONFLICTED], OFFERS[1])


def is_reviewed(story: Story, item: str) -> None:
    story.comes_to("2026-04-02T09:00")
    review = bidding.goes_to_the_review(story[OFFICER], item)
    reviewing.makes_blind_copies(story[OFFICER], review)
    reviewing.draws_panels(story[OFFICER], review)
    watching.the_review_is_blind_both_ways(story, review)
    assert reviewing.experts_report(story) == REPORTS
    reviewing.opens_the_scores(story[OFFICER], review, item)
    watching.anybody_checks_the_draw(story[""], review)


def is_awarded(story: Story, item: str) -> None:
    story.comes_to("2026-04-08T09:00")
    awarding.chooses(story[DEMANDER], item)
    awarding.proposes(story[OFFICER], item)
    watching.everybody_reads_who_is_proposed(story[""], item)
    story.lets_time_pass("2026-04-20T09:00")
    awarding.approve(story, item)
    awarding.tells_the_bidders(story[OFFICER])
    watching.bidders_read_how_it_ended(story)


def is_contracted(story: Story, case: str) -> str:
    """The number of the contract."""
    contracting.names_an_account(story)
    contract = contracting.drafts(story[OFFICER])
    contracting.signs(story[CHIEF], contract)
    contracting.concludes(story[TREASURERS[0]], contract)
    contracting.signs_the_task_book(story[CHIEF], case)
    return contract


def is_run(story: Story, contract: str) -> None:
    place = f"/programmes/projects/{contract}/milestones/"
    running.shows(story[CHIEF], f"{place}1/", "团队到位，试验线已启用。")
    running.accepts(story, f"{place}1/")
    running.pays(story, "JB1")
    running.spends(story, contract)
    story.comes_to("2026-07-15T09:00")
    running.shows(story[CHIEF], f"{place}2/", "样机通过产线试跑。")
    running.scores(story[OFFICER], f"{place}2/", "85")
    running.accepts(story, f"{place}2/")


def is_closed(story: Story, contract: str, case: str) -> None:
    place = f"/programmes/projects/{contract}/milestones/3/"
    story.comes_to("2026-10-12T09:00")
    closing.applies(story[CHIEF], case)
    running.shows(story[CHIEF], place, "全部指标达成。")
    closing.clears(story[OFFICER], contract)
    closing.judge(story, contract)
    running.accepts(story, place)
    running.pays(story, "JB2")
    closing.closes(story[OFFICER], case)
    story.comes_to("2027-10-13T09:00")
    closing.evaluates(story[OFFICER], contract)
