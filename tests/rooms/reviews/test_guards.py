"""What the database itself refuses; each guard taken away lets the same write through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.reviews import services as reviews
from kechuang.reviews.invariants import INVARIANTS
from kechuang.reviews.models import (
    Assignment,
    ConflictRecord,
    LeakFinding,
    Report,
    ReviewRound,
    Unblinding,
)
from kechuang.reviews.states import AssignmentState, ConflictOrigin, LeakState, UnblindingState
from tests.rooms.reviews.town import AT, Town, two_submissions

pytestmark = pytest.mark.django_db


def report_before_scoring(town: Town) -> None:
    Report.objects.create(
        assignment=town.drawn()[0],
        marks={},
        comments={},
        opinion="早",
        is_late=False,
        submitted_at=AT,
    )


def bar_a_sitting_reviewer(town: Town) -> None:
    seat = town.drawn()[0]
    ConflictRecord.objects.create(
        round=town.round,
        submission=seat.submission,
        expert=seat.expert,
        rule="x",
        reason="x",
        reason_en="x",
        is_certain=True,
        is_barring=True,
        origin=ConflictOrigin.RULE,
        found_at=AT,
    )


def reseat_a_recused_reviewer(town: Town) -> None:
    seat = town.drawn()[0]
    reviews.recuse_reviewer(by=town.actor(seat), at=AT, assignment=seat, reason="相识")
    Assignment.objects.filter(pk=seat.pk).update(state=AssignmentState.ASSIGNED)


def reopen_a_settled_finding(town: Town) -> None:
    town.copied()
    copy = town.submissions[0].originals.get().copies.get()
    values = {"place": "", "place_en": "", "excerpt": "x", "state": LeakState.ACCEPTED}
    LeakFinding.objects.create(copy=copy, kind="url", **values)
    LeakFinding.objects.update(state=LeakState.FLAGGED)


def decide_an_unblinding_again(town: Town) -> None:
    seat = town.opened()[0]
    users = [town.people[row.pk].actor.account_id for row in town.experts[:2]]
    asked = Unblinding.objects.create(
        report=seat.report,
        asked_by_id=users[0],
        asked_at=AT,
        reason="x",
        hours=1,
        state=UnblindingState.REFUSED,
        decided_by_id=users[1],
        decided_at=AT,
    )
    Unblinding.objects.filter(pk=asked.pk).update(answer="改")


def go_back_a_phase(town: Town) -> None:
    town.sealed()
    ReviewRound.objects.update(phase="preparing")


def change_the_load_limit(town: Town) -> None:
    ReviewRound.objects.update(load_limit=9)


FORBIDDEN: dict[str, Callable[[Town], None]] = {
    "reviews_report_in_time": report_before_scoring,
    "reviews_conflictrecord_unseated": bar_a_sitting_reviewer,
    "reviews_assignment_ends_once": reseat_a_recused_reviewer,
    "reviews_leakfinding_settled_once": reopen_a_settled_finding,
    "reviews_unblinding_decided_once": decide_an_unblinding_again,
    "reviews_reviewround_step_by_step": go_back_a_phase,
    "reviews_reviewround_frozen": change_the_load_limit,
}


@pytest.mark.parametrize("guard", FORBIDDEN)
def test_the_database_refuses(guard: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        FORBIDDEN[guard](two_submissions())


@pytest.mark.parametrize("guard", FORBIDDEN)
def test_without_its_guard_it_would_be_written(guard: str) -> None:
    table = guard.rsplit("_", guard.count("_") - 1)[0]
    place = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard}{place}")

    FORBIDDEN[guard](two_submissions())


def test_every_invariant_holds_after_a_whole_round() -> None:
    town = two_submissions()
    town.opened()

    broken = [each.name for each in INVARIANTS if list(each.find())]

    assert broken == []
