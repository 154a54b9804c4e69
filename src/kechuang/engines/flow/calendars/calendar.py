"""Which days are worked, and counting by them. A year without its notice is never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kechuang.engines.flow.refusals import CalendarError, UnknownYearError
from kechuang.engines.wording import Text

SATURDAY = 5
DAY = timedelta(days=1)
FURTHEST = 100_000


@dataclass(frozen=True, slots=True)
class YearNotice:
    """One year's arrangement: days off and weekend days that are worked instead (调休上班)."""

    year: int
    doc_no: str
    issuer: str
    issued_on: date
    off: frozenset[date]
    worked: frozenset[date]


class WorkCalendar:
    """The working days of the years whose notices are known.

    Counting leaves out the first day and keeps the last (民法典第201条、第203条; working days
    without statutory holidays: 行政许可法第82条). Raises ``UnknownYearError`` outside those years.
    """

    def __init__(self, notices: Iterable[YearNotice]) -> None:
        self.notices: Mapping[int, YearNotice] = {notice.year: notice for notice in notices}

    def is_working(self, day: date) -> bool:
        notice = self.notices.get(day.year)
        if notice is None:
            raise UnknownYearError(day.year)
        if day in notice.off:
            return False
        return day in notice.worked or day.weekday() < SATURDAY

    def add(self, day: date, count: int) -> date:
        """The working day ``count`` working days after ``day`` (before it, where negative)."""
        if abs(count) > FURTHEST:
            raise _too_far(count)
        step = DAY if count >= 0 else -DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and with ``last``; negative when it lies before."""
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        return sum(self.is_working(first + DAY * number) for number in range(1, days + 1))

    def on_or_after(self, day: date) -> date:
        """``day`` itself when worked, else the next day that is."""
        while not self.is_working(day):
            day += DAY
        return day


def _too_far(count: int) -> CalendarError:
    return CalendarError(
        Text(f"{count}个工作日", f"{count} working days"),
        Text("超出可以计算的范围", "is further than can be counted"),
        Text("请核对天数", "check the number of days"),
    )
