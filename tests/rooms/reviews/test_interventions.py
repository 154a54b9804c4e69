"""No officer alone takes anybody off a panel, or bars anybody once the pools are sealed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.reviews import services as reviews
from kechuang.reviews.models import Assignment, ConflictRecord, Intervention
from kechuang.reviews.refusals import SamePerson
from kechuang.reviews.states import AssignmentState, InterventionKind
from tests.base.registry.cast import person
from tests.rooms.reviews.by_two import asked, clerk_named, decide
from tests.rooms.reviews.town import AT, OFFICER, Town, two_submissions

pytestmark = pytest.mark.django_db
SEATS = (InterventionKind.ABSENT, InterventionKind.RECUSED)


@pytest.fixture
def seat() -> Assignment:
    return two_submissions().drawn()[0]


def test_an_officer_recuses_nobody_by_own_word(seat: Assignment) -> None:
    for officer in (OFFICER, clerk_named("asking")):
        with pytest.raises(NotAllowed):
            reviews.recuse_reviewer(by=officer, at=AT, assignment=seat, reason="不合适")


@pytest.mark.parametrize("kind", SEATS)
def test_a_seat_is_given_up_by_two_officers(seat: Assignment, kind: InterventionKind) -> None:
    one = asked(seat.submission, seat.expert, kind)
    seat.refresh_from_db()
    assert seat.state == AssignmentState.ASSIGNED
    with pytest.raises(SamePerson):
        decide("approve", one, by="asking")

    successor = decide("approve", one)

    seat.refresh_from_db()
    assert (seat.state, seat.reason) == (kind, "无法联系")
    assert successor is not None
    assert successor.replaces == seat


def test_a_refused_request_leaves_the_panel_as_it_was(seat: Assignment) -> None:
    one = asked(seat.submission, seat.expert, InterventionKind.ABSENT)

    reviews.refuse_intervention(by=clerk_named("deciding"), at=AT, asked=one, reason="可联系上")

    seat.refresh_from_db()
    assert seat.state == AssignmentState.ASSIGNED
    with pytest.raises(WrongState, match="decided before"):
        decide("approve", one)


def test_after_the_sealing_a_conflict_needs_evidence_and_two_officers() -> None:
    town: Town = two_submissions()
    town.sealed()
    pair = {"submission": town.submissions[0], "expert": town.experts[4]}

    with pytest.raises(WrongState):
        reviews.enter_conflict(by=OFFICER, at=AT, **pair, reason="举报", source="来信")
    with pytest.raises(InvalidInput, match="no evidence"):
        asked(**pair, kind=InterventionKind.CONFLICT, source=" ")
    one = asked(**pair, kind=InterventionKind.CONFLICT)
    assert not ConflictRecord.objects.filter(**pair, rule="officer").exists()
    with pytest.raises(SamePerson):
        decide("approve", one, by="asking")
    decide("approve", one)

    assert ConflictRecord.objects.get(**pair, rule="officer").source == "来信"


def test_the_same_is_asked_once_and_only_of_who_sits(seat: Assignment) -> None:
    asked(seat.submission, seat.expert, InterventionKind.ABSENT)

    with pytest.raises(InvalidInput, match="waits already"):
        asked(seat.submission, seat.expert, InterventionKind.ABSENT)
    seated = seat.submission.assignments.values("expert")
    free = seat.submission.round.members.exclude(expert__in=seated)[0].expert
    with pytest.raises(InvalidInput, match="holds no seat"):
        asked(seat.submission, free, InterventionKind.ABSENT)


def test_strangers_neither_ask_nor_decide(seat: Assignment) -> None:
    stranger = person("stranger", "expert").actor
    one = asked(seat.submission, seat.expert, InterventionKind.ABSENT)

    with pytest.raises(NotAllowed):
        reviews.approve_intervention(by=stranger, at=AT, asked=one)


def test_the_database_keeps_what_was_asked_and_by_whom_it_was_decided(seat: Assignment) -> None:
    one = asked(seat.submission, seat.expert, InterventionKind.ABSENT)
    rows = Intervention.objects.filter(pk=one.pk)

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        rows.update(reason="另一个理由")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="approved", decided_by=one.asked_by)
    decide("approve", one)
    with pytest.raises(DatabaseError, match="decided before"), transaction.atomic():
        rows.update(state="refused")
