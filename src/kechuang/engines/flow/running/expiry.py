"""What time brings: reminders, escalations, ends of clocks, and the steps these take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kechuang.engines.flow.calendars.instants import aware, start_of
from kechuang.engines.flow.elements import CLOCK, Clock
from kechuang.engines.flow.forms.fields import NO_WORDS
from kechuang.engines.flow.refusals import StepError, UnknownYearError
from kechuang.engines.flow.running.deadlines import Deadline, deadlines
from kechuang.engines.flow.running.situation import TIME_ITSELF, Situation
from kechuang.engines.flow.running.taking import Taken, take_step
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.wording import Text


class NoticeKind(StrEnum):
    REMINDER = "reminder"
    ESCALATION = "escalation"
    EXPIRY = "expiry"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a clock brings at ``at``, for these roles. ``days_left`` counts working days;
    ``event`` is what the end of the clock does; ``why`` says why an end is unknown."""

    kind: NoticeKind
    clock: str
    at: datetime
    roles: tuple[str, ...]
    days_left: int = 0
    event: str = ""
    is_consent: bool = False
    why: Text = NO_WORDS


def due(
    terms: Terms, situation: Situation, *, at: datetime, since: datetime | None = None
) -> tuple[Notice, ...]:
    """What the clocks of a case bring up to ``at`` (and after ``since``), in order of time."""
    aware(at)
    notices = [
        notice
        for deadline in deadlines(terms, situation)
        for notice in _notices(terms, situation, deadline, at)
        if notice.at <= at and (since is None or notice.at > since)
    ]
    return tuple(sorted(notices, key=lambda notice: (notice.at, notice.clock, notice.kind)))


@dataclass(frozen=True, slots=True)
class Expired:
    """The steps that ended clocks took, in order; ``stuck`` says why the last could not."""

    taken: tuple[Taken, ...]
    stuck: StepError | None = None


def expire(terms: Terms, situation: Situation, *, at: datetime) -> Expired:
    """Every step that ended clocks take up to ``at``, each at the instant its clock ended.

    Gives the same whether it is asked once or often. Ends, because silence never goes in circles.
    """
    taken: list[Taken] = []
    while ended := _first_end(terms, situation, at):
        instant = max(ended.at, situation.latest_at)
        try:
            step = take_step(terms, situation, ended.event, by=TIME_ITSELF, at=instant)
        except StepError as refusal:
            return Expired(tuple(taken), refusal)
        taken.append(step)
        situation = step.situation
    return Expired(tuple(taken))


def _first_end(terms: Terms, situation: Situation, at: datetime) -> Notice | None:
    notices = due(terms, situation, at=at)
    return next((one for one in notices if one.kind is NoticeKind.EXPIRY), None)


def _notices(
    terms: Terms, situation: Situation, deadline: Deadline, at: datetime
) -> Iterator[Notice]:
    clock = terms.procedure.clocks[deadline.clock]
    owners = _owners(terms, situation, clock)
    if deadline.unknown:
        yield Notice(NoticeKind.UNKNOWN, clock.id, at, owners, why=deadline.unknown)
    if deadline.at is None or deadline.on is None:
        return
    yield from _reminders(terms, situation, deadline, clock, owners)
    if clock.escalate:
        yield Notice(NoticeKind.ESCALATION, clock.id, deadline.at, (clock.escalate,))
    if clock.on_expiry.event:
        yield _expiry(clock, deadline.at)


def _reminders(
    terms: Terms, situation: Situation, deadline: Deadline, clock: Clock, owners: tuple[str, ...]
) -> Iterator[Notice]:
    """At the start of the day; not before the clock itself was started."""
    running = situation.clock(clock.id)
    for days in clock.remind:
        if running is None or deadline.on is None:
            return
        try:
            at = start_of(terms.calendar.add(deadline.on, -days))
        except UnknownYearError:
            continue
        if at > running.started_at:
            yield Notice(NoticeKind.REMINDER, clock.id, at, owners, days_left=days)


def _expiry(clock: Clock, at: datetime) -> Notice:
    end = clock.on_expiry
    return Notice(
        NoticeKind.EXPIRY, clock.id, at, (CLOCK,), event=end.event, is_consent=end.is_consent
    )


def _owners(terms: Terms, situation: Situation, clock: Clock) -> tuple[str, ...]:
    """The people who could act under the clock."""
    procedure = terms.procedure
    return tuple(
        dict.fromkeys(
            role
            for step in procedure.steps_from(situation.state)
            if procedure.clock_of(step, situation.state) == clock.id
            for role in step.who
            if role != CLOCK
        )
    )
