"""The table of phases is what every selector keeps to."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kechuang.base.actors import ANONYMOUS
from kechuang.base.roles import Role
from kechuang.reviews import selectors
from kechuang.reviews import services as reviews
from kechuang.reviews.access import can_manage, standings, visible
from kechuang.reviews.phases import ALWAYS, TABLE, Standing, Thing, is_shown, since
from kechuang.reviews.states import Phase
from tests.base.registry.cast import person
from tests.cast import Person
from tests.rooms.reviews.town import AT, OFFICER, Town, small_round, two_submissions

BEFORE_OPENING = ALWAYS - since(Phase.OPENED)


@pytest.mark.parametrize("standing", Standing)
def test_nobody_sees_scores_before_the_opening(standing: Standing) -> None:
    for thing in (Thing.REPORTS, Thing.RANKING, Thing.NOTES, Thing.DRAW_RECORD):
        assert not any(is_shown(standing, thing, phase) for phase in BEFORE_OPENING)


@pytest.mark.parametrize("standing", [Standing.APPLICANT, Standing.ANYBODY, Standing.REVIEWER])
def test_only_the_overseers_ever_see_panels_conflicts_and_originals(standing: Standing) -> None:
    hidden = {Thing.PANELS, Thing.CONFLICTS, Thing.POOL, Thing.ORIGINALS, Thing.PROGRESS}

    assert not hidden & TABLE[standing].keys()


def test_reviewers_never_see_applicants() -> None:
    assert Thing.APPLICANTS not in TABLE[Standing.REVIEWER]


@pytest.fixture
def town(db: None) -> Town:
    return two_submissions()


def test_an_applicant_learns_nothing_of_reviewers_in_any_phase(town: Town) -> None:
    applicant = person("bidder", Role.ENTERPRISE, of=town.firms[0]).actor
    own = town.submissions[0]

    for advance in (Town.sealed, draw, score, report, close):
        advance(town)
        town.refreshed()
        assert selectors.panel_of(applicant, own) == []
        assert selectors.conflicts_seen_by(applicant, town.round) == []
        assert selectors.pool_seen_by(applicant, town.round) == []
        assert selectors.progress_of(applicant, town.round) == []

    (mine, other) = town.submissions
    read = selectors.reports_of(applicant, mine, at=AT)
    assert [one.reviewer for one in read] == ["", "", ""]
    assert selectors.reports_of(applicant, other, at=AT) == []


def draw(town: Town) -> None:
    reviews.draw_panels(by=OFFICER, at=AT, review_round=town.round)


def score(town: Town) -> None:
    reviews.start_scoring(by=OFFICER, at=AT, review_round=town.round)


def report(town: Town) -> None:
    for seat in town.refreshed():
        town.report(seat, novelty=70, worth=70)
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)


def close(town: Town) -> None:
    reviews.close_review_round(by=OFFICER, at=AT, review_round=town.round)


def test_a_reviewer_sees_only_what_is_to_be_judged_and_no_applicant(town: Town) -> None:
    seat = town.drawn()[0]
    reviewer = town.actor(seat)

    seen = selectors.submissions_seen_by(reviewer, town.round)

    mine = {one.submission_id for one in town.refreshed() if one.expert_id == seat.expert_id}
    assert {one.pk for one in seen} == mine
    assert not any(selectors.knows_applicants(reviewer, one) for one in seen)
    assert selectors.panel_of(reviewer, seat.submission) == []


def test_strangers_see_no_round(town: Town, charlie: Person) -> None:
    town.drawn()

    for actor in (ANONYMOUS, charlie.actor):
        assert selectors.rounds_seen_by(actor) == []
        assert selectors.submissions_seen_by(actor, town.round) == []
        assert selectors.blind_copies_of(actor, town.submissions[0]) == []


def test_a_clerk_of_another_district_manages_no_round_of_the_city(
    town: Town, district_clerk: Person, clerk: Person
) -> None:
    assert can_manage(clerk.actor, town.round)
    assert not can_manage(district_clerk.actor, town.round)


def test_an_officer_who_may_be_drawn_or_bids_is_no_officer_of_the_round(town: Town) -> None:
    town.sealed()
    drawn = town.people[town.experts[0].pk].actor
    clerk_too = person("both", Role.BUREAU)
    bidder = person("bidding_clerk", Role.ENTERPRISE, of=town.firms[0])
    grants = clerk_too.actor.grants

    for one in (drawn, bidder.actor):
        both = type(one)(one.account_id, one.name, one.grants | grants)
        assert Standing.OFFICER not in standings(both, town.round)
        assert not visible(both, town.round, Thing.PANELS)
    assert Standing.OFFICER in standings(clerk_too.actor, town.round)


def test_labels_are_random_and_each_viewer_has_an_order_of_ones_own(db: None) -> None:
    town = small_round()
    for _ in range(8):
        town.submit()
    labels = [one.label for one in town.submissions]

    orders = {
        tuple(
            one.label
            for one in selectors.submissions_seen_by(person(name, Role.BUREAU).actor, town.round)
        )
        for name in ("one", "two", "three")
    }

    assert labels != sorted(labels)
    assert len(orders) == 3
    assert all(len(label) == 8 for label in labels)


def test_an_unknown_key_answers_like_a_forbidden_one(town: Town) -> None:
    seat = town.drawn()[0]

    with pytest.raises(selectors.rounds.BlindCopy.DoesNotExist):
        selectors.copy_for(town.actor(seat), UUID(int=7))


@pytest.mark.parametrize("name", ["officer", "reviewer", "applicant"])
def test_lists_take_as_many_queries_for_five_submissions_as_for_two(name: str, db: None) -> None:
    small, large = two_submissions(), small_round(prefix="large")
    for _ in range(5):
        large.submit()
    large.people = small.people = small.people | large.people

    counts = {counted(town, name) for town in (small, large)}

    assert len(counts) == 1


def counted(town: Town, name: str) -> int:
    seat = town.drawn()[0]
    firm = town.submissions[0].applicants.get().party
    clerk = person(f"{town.round.code}-clerk", Role.BUREAU)
    bidder = person(f"{town.round.code}-bidder", Role.ENTERPRISE, of=firm)
    viewer = {"officer": clerk.actor, "reviewer": town.actor(seat), "applicant": bidder.actor}[name]
    with CaptureQueriesContext(connection) as asked:
        selectors.rounds_seen_by(viewer)
        selectors.submissions_seen_by(viewer, town.round)
        selectors.own_assignments(viewer, town.round)
        selectors.progress_of(viewer, town.round)
        selectors.conflicts_seen_by(viewer, town.round)
        selectors.pool_seen_by(viewer, town.round)
        selectors.leaks_of(viewer, town.round)
    return len(asked)
