"""What is overdue and what falls due, day by day, and for whom each case waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case, ClockRun
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.cases.presenting.duties import is_duty
from kechuang.cases.selectors import coming_days, day_of, procedure_of
from kechuang.design.charts import Drawing, bar_chart
from kechuang.engines.flow import CLOCK, Deadline, UnknownYearError, local_day
from kechuang.engines.wording import Text

OVERDUE = "overdue"
CAPTION = Text("逾期和五个工作日内到期的事项", "Cases overdue or due within five working days")
DAY, COUNT, LATE = Text("到期日", "Due on"), Text("事项数", "Cases"), Text("已逾期", "Overdue")
# The clocks are run every minute; after so long they stand still
STANDS_STILL = timedelta(minutes=10)


def due_by_day(ends: Iterable[datetime], at: datetime, language: str) -> Drawing | None:
    """A bar for what is overdue and one for each coming day that is worked or has a case."""
    counts = Counter(OVERDUE if end <= at else day_of(end).isoformat() for end in ends)
    if not counts:
        return None
    days = [day for day in coming_days(at) if counts[day.isoformat()] or _is_worked(day)]
    rows = [_bar(OVERDUE, LATE.said_in(language), counts)]
    rows += [_bar(f"{day}", f"{day}", counts) for day in days]
    address = reverse("cases:late")
    svg = bar_chart(
        rows,
        category="day",
        value="count",
        title=CAPTION,
        link=lambda row: f"{address}?{urlencode({'due': row['id']})}",
        language=language,
    )
    columns = (DAY.said_in(language), COUNT.said_in(language))
    figures: list[tuple[str | int, ...]] = [(row["day"], row["count"]) for row in rows]
    return Drawing(svg, CAPTION.said_in(language), columns, figures)


def _bar(name: str, day: str, counts: Counter[str]) -> dict[str, str | int]:
    return {"id": name, "day": day, "count": counts[name]}


def left_of(case: Case, at: datetime) -> Remaining:
    """Working days over the end, or left up to it."""
    if case.ends_at is None:
        raise ValueError(f"{case} has no end")
    day = day_of(case.ends_at)
    left = remaining(Deadline("", day, case.ends_at), work_calendar(), at)
    over = _working_days(day, local_day(at)) if case.ends_at <= at else None
    if not over:
        return left
    unit = "working day" if over == 1 else "working days"
    words = Text(f"逾期 {over} 个工作日", f"{over} {unit} overdue")
    return Remaining(words, left.on, left.at, left.tone)


def waits_for(case: Case) -> Text:
    """The roles that carry the case on from where it stands."""
    procedure = procedure_of(case.round.version)
    steps = (one for one in procedure.steps_from(case.state) if is_duty(procedure, one))
    roles = dict.fromkeys(role for step in steps for role in step.who if role != CLOCK)
    named = [procedure.roles[role] for role in roles]
    return Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))


def stands_still(run: ClockRun | None, at: datetime) -> bool:
    """Whether nobody has let time pass for so long that reminders and ends are late."""
    return run is None or at - run.began_at > STANDS_STILL


def _is_worked(day: date) -> bool:
    try:
        return work_calendar().is_working(day)
    except UnknownYearError:
        return True


def _working_days(first: date, last: date) -> int | None:
    try:
        return work_calendar().between(first, last)
    except UnknownYearError:
        return None
