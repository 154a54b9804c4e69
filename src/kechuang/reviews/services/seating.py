"""Seating experts one by one: a place in their load, no conflict, and the reason if they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text
from kechuang.engines import panel
from kechuang.reviews.models import Absence, Assignment, PoolMember, SealedPool
from kechuang.reviews.selectors.draws import (
    absent_tokens,
    held_tokens,
    pool_of,
    repeated_draw,
)
from kechuang.reviews.services.conflicts import refuse_conflicted
from kechuang.reviews.states import (
    AssignmentState,
    ExpertState,
    Method,
    Obstacle,
)


def fill_panel(
    sealed: SealedPool, at: datetime, *, replaces: Assignment | None = None
) -> list[Assignment]:
    """Seat whom the lot names until the panel is full; whoever cannot come is put on record.

    Raises ``PanelError`` when the pool is exhausted. ``replaces`` is the seat given up.
    """
    seated: list[Assignment] = []
    while (token := _next_token(sealed)) is not None:
        member = sealed.submission.round.members.select_related("expert").get(token=token)
        obstacle = _obstacle(sealed, member)
        if obstacle is None:
            seated.append(seat(sealed, member, at, replaces=replaces))
            continue
        note_absence(sealed, member, obstacle, at)
    return seated


def seat(
    sealed: SealedPool, member: PoolMember, at: datetime, *, replaces: Assignment | None = None
) -> Assignment:
    """Put a member whose load was taken on the panel; refuses a pair in conflict."""
    refuse_conflicted(sealed.submission, member.expert)
    row = Assignment(
        submission=sealed.submission,
        expert=member.expert,
        member=member,
        state=AssignmentState.ASSIGNED,
        assigned_at=at,
        replaces=replaces,
    )
    row.save()
    return row


def record_seat(by: Actor, at: datetime, seated: Assignment) -> None:
    payload = {"submission": seated.submission_id, "member": seated.member.token}
    record(by=by, at=at, command="seat_reviewer", target=seated, payload=payload)


def take_load(member: PoolMember) -> bool:
    """One more panel for the member; False when the limit is reached, whoever asks at once."""
    has_room = PoolMember.objects.filter(pk=member.pk, load__lt=F("load_limit"))
    return bool(has_room.update(load=F("load") + 1))


def give_back_load(member: PoolMember) -> None:
    PoolMember.objects.filter(pk=member.pk).update(load=F("load") - 1)


def note_absence(sealed: SealedPool, member: PoolMember, cause: Obstacle, at: datetime) -> None:
    """Append to the absences, from which the draw is repeated."""
    number = Absence.objects.filter(submission=sealed.submission).count() + 1
    Absence(submission=sealed.submission, member=member, number=number, cause=cause, at=at).save()


def _next_token(sealed: SealedPool) -> str | None:
    """The first whom the lot names and who holds no seat yet; None when the panel is full."""
    held = held_tokens(sealed.submission)
    if sealed.submission.round.method == Method.DRAW:
        named = repeated_draw(sealed).panel
        return next((token for token in named if token not in held), None)
    return _next_ticket(sealed, held)


def _next_ticket(sealed: SealedPool, held: Sequence[str]) -> str | None:
    """For panels assigned by expertise: the first ticket of the draw that fits the others."""
    pool, gone = pool_of(sealed), set(absent_tokens(sealed.submission))
    if len(held) >= pool.quotas.seats:
        return None
    review_round = sealed.submission.round
    tickets = panel.draw(
        pool, seed=review_round.seed.value, public=review_round.public_word
    ).tickets
    for _, token in tickets:
        if token not in gone and token not in held and _fits(pool, [*held, token]):
            return token
    raise _exhausted()


def _fits(pool: panel.Pool, tokens: list[str]) -> bool:
    broken = panel.broken_rules(pool, tokens)
    lacking = {"seats", "away"} if len(tokens) < pool.quotas.seats else set()
    return not set(broken) - lacking


def _exhausted() -> panel.PanelError:
    return panel.PanelError(
        Text("没有人可以递补", "Nobody is left to replace"),
        Text("名单中其余专家不符合要求", "no other expert of the pool fits the panel"),
        Text(
            "请待评审量释放后再补，或说明理由少取一份意见", "Try again, or open with fewer reports"
        ),
    )


def _obstacle(sealed: SealedPool, member: PoolMember) -> Obstacle | None:
    """Why the member cannot be seated now; takes a place of their load where nothing hinders."""
    conflicts = sealed.submission.conflicts.filter(expert=member.expert, is_barring=True)
    if conflicts.exists():
        return Obstacle.CONFLICT
    if member.expert.state != ExpertState.CONFIRMED:
        return Obstacle.SUSPENDED
    return None if take_load(member) else Obstacle.FULL
