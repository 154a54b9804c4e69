"""When a clock of a case brings something next."""

from __future__ import annotations

from datetime import UTC, datetime

from kechuang.cases.selectors.courses import Course
from kechuang.cases.states import LOOK_AGAIN, RETRY
from kechuang.engines.flow import NoticeKind, deadlines, due

FURTHEST = datetime(9999, 1, 1, tzinfo=UTC)


def refresh_due(course: Course, *, after: datetime) -> None:
    """Write down what comes next after ``after``, and the first end, by the facts of the course."""
    case = course.case
    case.next_due_at = next_due_at(course, after=after)
    ends = [one.at for one in deadlines(course.terms, course.informed()) if one.at]
    case.ends_at = min(ends, default=None)
    case.save(update_fields=["next_due_at", "ends_at"])


def next_due_at(course: Course, *, after: datetime) -> datetime | None:
    """The next instant; a clock whose end is unknown, or whose step could not be taken, is
    looked at again. None when no clock runs."""
    notices = due(course.terms, course.informed(), at=FURTHEST)
    coming = [n.at for n in notices if n.at > after and n.kind is not NoticeKind.UNKNOWN]
    if any(n.kind is NoticeKind.UNKNOWN for n in notices):
        coming.append(after + LOOK_AGAIN)
    if any(n.kind is NoticeKind.EXPIRY and n.at <= after for n in notices):
        coming.append(after + RETRY)
    return min(coming, default=None)
