"""Reports are sealed, independent, immutable, and opened once for all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kechuang.audit.models import Event
from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, WrongState
from kechuang.engines.panel import PanelError
from kechuang.reviews import services as reviews
from kechuang.reviews.models import ConsensusNote, Report, Unblinding
from kechuang.reviews.refusals import NotReady, SamePerson
from kechuang.reviews.selectors import (
    notes_of,
    own_report,
    ranking_of,
    reports_of,
    track_record,
    unblindings_seen_by,
)
from kechuang.reviews.selectors.experts import FEWEST_COMPARED
from tests.cast import Person
from tests.rooms.reviews.town import AT, OFFICER, OVERDUE, Town, small_round, two_submissions

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return two_submissions()


def test_a_report_is_sealed_from_everybody_until_the_opening(town: Town, clerk: Person) -> None:
    seats = town.scoring()
    town.report(seats[0], novelty=90, worth=70)

    for actor in (OFFICER, clerk.actor, *(town.actor(seat) for seat in seats)):
        assert reports_of(actor, seats[0].submission, at=AT) == []
        assert ranking_of(actor, town.round) == []
    assert own_report(town.actor(seats[0]), seats[0]) is not None
    assert own_report(clerk.actor, seats[0]) is None


def test_the_audit_chain_does_not_tell_marks_before_the_opening(town: Town) -> None:
    seats = town.scoring()
    town.report(seats[0], novelty=97, worth=13)

    (event,) = Event.objects.filter(command="submit_report")
    assert set(event.payload) == {"digest", "is_late"}


def test_after_the_opening_reviewers_read_each_other_without_names(town: Town) -> None:
    seats = town.opened()

    read = reports_of(town.actor(seats[0]), seats[0].submission, at=AT)

    assert len(read) == 3
    assert [one.reviewer for one in read] == ["", "", ""]
    assert sum(one.is_own for one in read) == 1


def test_nobody_reports_for_another_or_twice(town: Town) -> None:
    seats = town.scoring()
    other = next(s for s in seats if s.expert_id != seats[0].expert_id)
    told = {"assignment": seats[0], "marks": {"novelty": 1, "worth": 1}, "opinion": "否"}

    with pytest.raises(NotAllowed):
        reviews.submit_report(by=town.actor(other), at=AT, **told)
    town.report(seats[0], novelty=50, worth=50)

    with pytest.raises(WrongState, match="reported"):
        town.report(seats[0], novelty=60, worth=60)


@pytest.mark.parametrize("marks", [{"novelty": 50}, {"novelty": 101, "worth": 1}])
def test_missing_and_impossible_marks_are_refused(town: Town, marks: dict[str, int]) -> None:
    seat = town.scoring()[0]

    with pytest.raises(PanelError):
        town.report(seat, **marks)


def test_raw_scores_are_immutable(town: Town) -> None:
    seat = town.scoring()[0]
    town.report(seat, novelty=50, worth=50)

    for change in (lambda: Report.objects.update(marks={}), Report.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_a_late_report_counts_once_the_scores_are_open(town: Town) -> None:
    seat = town.scoring()[0]

    town.report(seat, at=OVERDUE, novelty=50, worth=50)

    assert Report.objects.get().is_late
    assert track_record(seat.expert).late == 0

    for other in town.refreshed():
        if other != seat:
            town.report(other, novelty=50, worth=50)
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)
    assert track_record(seat.expert).late == 1


def test_scores_open_only_when_every_report_is_in(town: Town) -> None:
    seats = town.scoring()
    for seat in seats[:-1]:
        town.report(seat, novelty=70, worth=70)

    with pytest.raises(NotReady, match="2 of 3 reports, 1 outstanding"):
        reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)


def test_scores_open_once(town: Town) -> None:
    town.opened()

    with pytest.raises(WrongState):
        reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)


def test_a_vacant_seat_passes_with_a_reason_but_never_below_three() -> None:
    town = small_round(reports_wanted=9)
    town.submit()
    seats = town.scoring()
    for number, seat in enumerate(seats):
        if number < 6:
            reviews.recuse_reviewer(by=town.actor(seat), at=AT, assignment=seat, reason="相识")
        elif number < 8:
            town.report(seat, novelty=70, worth=70)

    with pytest.raises(NotReady, match="2 of 3"):
        reviews.open_scores(by=OFFICER, at=AT, review_round=town.round, fewer_because="名单用尽")
    town.report(seats[8], novelty=70, worth=70)
    with pytest.raises(NotReady, match="3 of 9"):
        reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)

    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round, fewer_because="名单用尽")


def test_the_ranking_shows_raw_adjusted_and_interval(town: Town) -> None:
    town.opened()

    first, second = ranking_of(OFFICER, town.round)

    assert (first.rank, second.rank) == (1, 2)
    assert first.score > second.score
    assert first.interval.low == 1
    assert first.reports == 3


def test_equals_share_a_rank_when_the_rounds_rules_are_used_up(town: Town) -> None:
    for seat in town.scoring():
        town.report(seat, novelty=70, worth=70)
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()

    assert [row.rank for row in ranking_of(OFFICER, town.round)] == [1, 1]


def test_a_consensus_note_stands_beside_the_reports(town: Town) -> None:
    seat = town.scoring()[0]
    with pytest.raises(WrongState):
        reviews.note_consensus(by=OFFICER, at=AT, submission=seat.submission, text="一致")
    for each in town.refreshed():
        town.report(each, novelty=70, worth=70)
    reviews.open_scores(by=OFFICER, at=AT, review_round=town.round)
    town.refreshed()
    submission = next(one for one in town.submissions if one == seat.submission)

    reviews.note_consensus(by=town.actor(seat), at=AT, submission=submission, text="一致同意")

    assert [note.text for note in notes_of(OFFICER, submission)] == ["一致同意"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsensusNote.objects.update(text="改")


def test_distance_from_the_panel_is_a_fact_of_its_own(town: Town) -> None:
    seats = town.opened()

    told = track_record(seats[0].expert, fewest=1)

    assert told.compared >= 1
    assert told.distance is not None
    assert told.reported == told.assigned


def test_a_distance_over_few_reports_is_not_told_since_it_would_tell_whose_they_are(
    town: Town,
) -> None:
    told = track_record(town.opened()[0].expert)

    assert told.compared < FEWEST_COMPARED
    assert told.distance is None


def test_who_has_reported_is_not_told_before_the_opening(town: Town) -> None:
    seat = town.scoring()[0]
    before = track_record(seat.expert)

    town.report(seat, novelty=70, worth=70)

    assert track_record(seat.expert) == before


class Unblinded:
    """Two clerks; the first asks whose report it is."""

    def __init__(self, town: Town, asker: Actor) -> None:
        self.seat = town.opened()[0]
        self.report = Report.objects.get(assignment=self.seat)
        self.asked = reviews.ask_unblinding(
            by=asker, at=AT, report=self.report, reason="疑似雷同", hours=2
        )


def test_unblinding_takes_two_people_a_reason_and_ends(
    town: Town, clerk: Person, auditor: Person
) -> None:
    case = Unblinded(town, clerk.actor)
    submission = case.seat.submission

    with pytest.raises(SamePerson):
        reviews.approve_unblinding(by=clerk.actor, at=AT, asked=case.asked)
    assert named(clerk.actor, submission) == set()
    reviews.approve_unblinding(by=auditor.actor, at=AT, asked=case.asked)

    assert named(clerk.actor, submission) == {case.seat.expert.name}
    assert named(auditor.actor, submission) == set()
    assert named(clerk.actor, submission, hours=3) == set()


def named(actor: Actor, submission: object, *, hours: int = 1) -> set[str]:
    read = reports_of(actor, submission, at=AT + timedelta(hours=hours))
    return {one.reviewer for one in read} - {""}


def test_the_reviewer_sees_who_learned_the_name_and_no_stranger_does(
    town: Town, clerk: Person, auditor: Person
) -> None:
    case = Unblinded(town, clerk.actor)
    reviewer = town.actor(case.seat)
    assert unblindings_seen_by(reviewer, town.round) == []

    reviews.approve_unblinding(by=auditor.actor, at=AT, asked=case.asked)

    other = next(s for s in town.refreshed() if s.expert_id != case.seat.expert_id)
    assert unblindings_seen_by(reviewer, town.round) == [case.asked]
    assert unblindings_seen_by(town.actor(other), town.round) == []


def test_the_database_refuses_one_person_for_both_steps(town: Town, clerk: Person) -> None:
    case = Unblinded(town, clerk.actor)

    with pytest.raises(DatabaseError), transaction.atomic():
        Unblinding.objects.update(decided_by_id=clerk.actor.account_id)
    assert case.asked.decided_by_id is None


def test_a_refused_request_opens_nothing(town: Town, clerk: Person, auditor: Person) -> None:
    case = Unblinded(town, clerk.actor)

    reviews.refuse_unblinding(by=auditor.actor, at=AT, asked=case.asked, reason="理由不足")

    assert named(clerk.actor, case.seat.submission) == set()
    with pytest.raises(WrongState, match="decided before"):
        reviews.approve_unblinding(by=auditor.actor, at=AT, asked=case.asked)
