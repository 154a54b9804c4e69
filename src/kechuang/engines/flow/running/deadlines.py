"""When a clock runs out, counted day by day in Asia/Shanghai."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kechuang.engines.flow.calendars.calendar import DAY, WorkCalendar
from kechuang.engines.flow.calendars.instants import end_of, local_day
from kechuang.engines.flow.elements import Clock
from kechuang.engines.flow.refusals import UnknownYearError
from kechuang.engines.flow.running.situation import OpenClock, Situation
from kechuang.engines.flow.running.terms import Extension, Terms
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """``at`` and ``on`` are None while the clock is paused or its end is unknown.

    ``unknown`` says why it cannot be told; ``not_before`` is a day it cannot end before.
    """

    clock: str
    on: date | None
    at: datetime | None
    is_paused: bool = False
    unknown: Text | None = None
    not_before: date | None = None

    def has_passed(self, at: datetime) -> bool:
        return self.at is not None and self.at <= at

    def may_have_passed(self, at: datetime) -> bool:
        """Whether nobody can rule out that it has: known to have, or unknown by now."""
        if self.unknown is None:
            return self.has_passed(at)
        return self.not_before is None or local_day(at) > self.not_before


def deadline_of(terms: Terms, situation: Situation, running: OpenClock) -> Deadline:
    """The end of one clock of a case, with the extensions that reached it."""
    clock = terms.procedure.clocks[running.id]
    if running.is_paused:
        return Deadline(running.id, None, None, is_paused=True)
    granted: list[Extension] = []
    found = _deadline(terms, situation, running, clock, granted)
    for extension in sorted(terms.extensions, key=lambda one: one.at):
        if extension.clock == clock.id and not found.may_have_passed(extension.at):
            granted.append(extension)
            found = _deadline(terms, situation, running, clock, granted)
    return found


def deadlines(terms: Terms, situation: Situation) -> tuple[Deadline, ...]:
    """The ends of all clocks of a case."""
    return tuple(deadline_of(terms, situation, running) for running in situation.clocks)


def _deadline(
    terms: Terms, situation: Situation, running: OpenClock, clock: Clock, granted: list[Extension]
) -> Deadline:
    values = terms.inquiry(situation.values).values
    first = values.get(clock.starts_on) if clock.starts_on else local_day(running.started_at)
    days = values.get(clock.days) if isinstance(clock.days, str) else clock.days
    until = values.get(clock.until) if clock.until else None
    for name, value in ((clock.starts_on, first), (clock.days, days), (clock.until, until)):
        if name and value is None:
            return Deadline(clock.id, None, None, unknown=_absent(str(name), terms))
    if isinstance(until, date):
        return _ended(clock, max([until, *(one.until for one in granted if one.until)]))
    if not isinstance(first, date) or not isinstance(days, int):
        raise TypeError(clock.id)
    total = days + sum(one.days for one in granted)
    return _counted(terms.calendar, clock, running, first, total)


def _counted(
    calendar: WorkCalendar, clock: Clock, running: OpenClock, first: date, days: int
) -> Deadline:
    still = [
        (local_day(pause.began_at), local_day(pause.ended_at))
        for pause in running.pauses
        if pause.ended_at
    ]
    try:
        return _ended(clock, _last_day(calendar, first, days, clock.is_working, still))
    except UnknownYearError as error:
        earliest = first + timedelta(days=days)
        unknown = _no_year(error, earliest)
        return Deadline(clock.id, None, None, unknown=unknown, not_before=earliest)


def _last_day(
    calendar: WorkCalendar,
    first: date,
    days: int,
    is_working: bool,
    still: list[tuple[date, date]],
) -> date:
    """The ``days``-th day after ``first``. Days after a pause began, up to the day it ended, do
    not count; a last day that is not worked moves on to the next that is (民法典第203条)."""
    day = first
    while days > 0:
        day += DAY
        is_still = any(began < day <= ended for began, ended in still)
        days -= not is_still and (not is_working or calendar.is_working(day))
    return calendar.on_or_after(day)


def _ended(clock: Clock, day: date) -> Deadline:
    return Deadline(clock.id, day, end_of(day, clock.closes))


def _absent(name: str, terms: Terms) -> Text:
    label = terms.procedure.fields[name].label
    return Text(f"尚不清楚：{label.zh}", f"not known yet: {label.en}")


def _no_year(error: UnknownYearError, earliest: date) -> Text:
    return Text(
        f"{error.told.zh}。最早于 {earliest} 届满，录入后自动算出",
        f"{error.told.en}. It ends on {earliest} at the earliest, and is counted once they are "
        "entered",
    )
