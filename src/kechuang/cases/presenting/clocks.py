"""Periods and deadlines in words, with the working days that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localtime

from kechuang.engines.flow import (
    Deadline,
    Procedure,
    UnknownYearError,
    Value,
    WorkCalendar,
    local_day,
)
from kechuang.engines.wording import Text

SOON = 3
PAUSED = Text("时限中止计算", "the clock stands still")
UNKNOWN = Text("截止日期未定", "end not known yet")
UNCOUNTED = Text("剩余工作日未知", "working days unknown")


@dataclass(frozen=True, slots=True)
class Remaining:
    """The end of one clock for a page; ``tone`` as badges have it, ``why`` when the end, or
    how many working days are left, is unknown."""

    words: Text
    on: date | None
    at: datetime | None
    tone: str
    why: Text | None = None

    @property
    def ends(self) -> str:
        """The last day with the hour; a day that is open to its end closes at 24:00."""
        if self.on is None:
            return ""
        at = localtime(self.at) if self.at else None
        hour = "" if at is None else f" {at:%H:%M}" if at.date() == self.on else " 24:00"
        return f"{self.on.isoformat()}{hour}"


def period_words(procedure: Procedure, clock_id: str, options: dict[str, Value]) -> Text:
    """How long the steps under a clock may take: 10个工作日, or 至 揭榜截止日期 17:00."""
    clock = procedure.clocks[clock_id]
    closes = _closes(clock.closes)
    if clock.until:
        label = procedure.fields[clock.until].label
        return Text(f"至{label.zh}{closes}", f"until {label.en}{closes}")
    days = _days(procedure, clock.days, options)
    zh, en = ("个工作日", "working days") if clock.is_working else ("日", "days")
    start = procedure.fields[clock.starts_on].label if clock.starts_on else None
    since = Text(f"自{start.zh}起", f" from {start.en}") if start else Text("", "")
    return Text(f"{since.zh}{days.zh}{zh}{closes}", f"{days.en} {en}{since.en}{closes}")


def clock_name(procedure: Procedure, clock_id: str) -> Text:
    """The states in which a clock runs: clocks themselves have no names for people."""
    running = procedure.states_of_clock(clock_id)
    named = [state.wording.staff for name, state in procedure.states.items() if name in running]
    if not named:
        return Text(clock_id, clock_id)
    return Text("/".join(one.zh for one in named), "/".join(one.en for one in named))


def remaining(deadline: Deadline, calendar: WorkCalendar, at: datetime) -> Remaining:
    """What is left of a clock at ``at``; unknown is said, never guessed."""
    if deadline.is_paused:
        return Remaining(PAUSED, None, None, "neutral")
    if deadline.unknown or deadline.on is None or deadline.at is None:
        return Remaining(UNKNOWN, None, None, "warn", deadline.unknown)
    if deadline.at <= at:
        return Remaining(Text("已到期", "over"), deadline.on, deadline.at, "bad")
    try:
        left = calendar.between(local_day(at), deadline.on)
    except UnknownYearError as error:
        return Remaining(UNCOUNTED, deadline.on, deadline.at, "warn", error.told)
    tone = "warn" if left <= SOON else "info"
    return Remaining(_left(left), deadline.on, deadline.at, tone)


def _left(days: int) -> Text:
    if days == 0:
        return Text("今天截止", "ends today")
    unit = "working day" if days == 1 else "working days"
    return Text(f"还剩 {days} 个工作日", f"{days} {unit} left")


def _days(procedure: Procedure, days: int | str, options: dict[str, Value]) -> Text:
    if isinstance(days, int):
        return Text(str(days), str(days))
    if days in options:
        return Text(str(options[days]), str(options[days]))
    return procedure.fields[days].label


def _closes(closes: time | None) -> str:
    return f" {closes:%H:%M}" if closes else ""
