"""Time passes: notices are given and ended clocks take their steps, one case at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import system_actor
from kechuang.cases.models import Case, CaseNotice, StepTaken
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.services.due import refresh_due
from kechuang.cases.services.locking import locked_cases
from kechuang.cases.services.moving import Act, write_step
from kechuang.cases.states import NoticeKind
from kechuang.engines.flow import Notice, StepError, due, expire
from kechuang.engines.flow import NoticeKind as FlowNoticeKind

CLOCKS = system_actor("clocks")


@dataclass
class Passed:
    """What time brought to one case."""

    steps: list[StepTaken] = field(default_factory=list)
    notices: list[CaseNotice] = field(default_factory=list)


@transaction.atomic
def settle_clocks(case: Case, *, until: datetime, at: datetime) -> Passed:
    """``catch_up`` in a transaction of its own, before somebody's command: so that the command
    holds no lock on the audit chain when rooms above begin to perform its effects."""
    if not Case.objects.filter(pk=case.pk, next_due_at__lte=until).exists():
        return Passed()
    row = locked_cases().get(pk=case.pk)
    return catch_up(row, until=until, at=at)


def catch_up(case: Case, *, until: datetime, at: datetime) -> Passed:
    """Bring a locked case up to ``until``; gives nothing new when it is asked again."""
    passed = Passed()
    if case.next_due_at is None or case.next_due_at > until:
        return passed
    while True:
        course = course_of(case, at)
        notices = due(course.terms, course.informed(), at=until)
        passed.notices += _noted(course, notices, at)
        expired = expire(course.terms, course.informed(), at=until)
        if not expired.taken:
            break
        first = expired.taken[0]
        instant = first.situation.history[-1].at
        passed.steps.append(write_step(course, first, Act(CLOCKS, instant, at)))
    if expired.stuck:
        passed.notices += _stuck(course, notices, expired.stuck, at)
    refresh_due(course, after=until)
    _record(case, passed, at)
    return passed


def _noted(course: Course, notices: tuple[Notice, ...], at: datetime) -> list[CaseNotice]:
    """Rows for what was not noted before. An unknown end is noted once for its clock."""
    rows = []
    for notice in notices:
        if notice.kind is FlowNoticeKind.EXPIRY:
            continue
        clock = course.situation.clock(notice.clock)
        is_unknown = notice.kind is FlowNoticeKind.UNKNOWN and clock is not None
        when = clock.started_at if is_unknown and clock else notice.at
        rows += _new(course.case, NoticeKind(notice.kind.value), notice, when, at)
    return rows


def _stuck(
    course: Course, notices: tuple[Notice, ...], why: StepError, at: datetime
) -> list[CaseNotice]:
    """The supervisor learns that the end of a clock could not take its step, and why."""
    ended = next(one for one in notices if one.kind is FlowNoticeKind.EXPIRY)
    told = Notice(ended.kind, ended.clock, ended.at, ("supervisor",), why=why.why)
    return _new(course.case, NoticeKind.STUCK, told, ended.at, at)


def _new(
    case: Case, kind: NoticeKind, notice: Notice, when: datetime, at: datetime
) -> list[CaseNotice]:
    row, is_new = CaseNotice.objects.get_or_create(
        case=case,
        kind=kind,
        clock=notice.clock,
        at=when,
        days_left=notice.days_left,
        defaults={
            "roles": list(notice.roles),
            "why": notice.why.zh,
            "why_en": notice.why.en,
            "noted_at": at,
        },
    )
    return [row] if is_new else []


def _record(case: Case, passed: Passed, at: datetime) -> None:
    if passed.notices:
        told = [{"kind": row.kind, "clock": row.clock} for row in passed.notices]
        payload = {"number": case.number, "notices": told}
        record(by=CLOCKS, at=at, command="note_clocks", target=case, payload=payload)
