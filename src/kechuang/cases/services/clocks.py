"""Running the clocks of all cases."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction

from kechuang.cases.models import Case, ClockRun
from kechuang.cases.services.passing import Passed, catch_up
from kechuang.cases.states import GRACE, NoticeKind

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """A case whose clocks could not be run; it is tried again the next time."""

    number: str
    why: str


@dataclass
class ClockReport:
    """What time brought to how many cases."""

    cases: int = 0
    steps: int = 0
    reminders: int = 0
    escalations: int = 0
    stuck: int = 0
    failures: list[Failure] = field(default_factory=list)


def run_clocks(*, at: datetime) -> ClockReport:
    """Reminders, escalations and ends of clocks up to ``at``, less the grace for seals that were
    received in time; every case in a transaction of its own. Once more brings nothing more, and
    a case that another process is at is left to that process."""
    report, until = ClockReport(), at - GRACE
    due = Case.objects.filter(next_due_at__lte=until).order_by("next_due_at", "pk")
    for pk, number in list(due.values_list("pk", "number")):
        try:
            with transaction.atomic():
                still_due = Case.objects.filter(pk=pk, next_due_at__lte=until)
                for case in still_due.select_for_update(skip_locked=True):
                    _count(report, catch_up(case, until=until, at=at))
        except Exception as failure:
            log.exception("clocks of %s", number)
            report.failures.append(Failure(number, str(failure)))
    _keep(report, at)
    return report


def _keep(report: ClockReport, at: datetime) -> None:
    """So that everybody sees that time passes, and what it could not do."""
    told = {name: value for name, value in asdict(report).items() if name != "failures"}
    failed = [failure.number for failure in report.failures]
    ClockRun.objects.update_or_create(id=1, defaults={**told, "began_at": at, "failed": failed})


def _count(report: ClockReport, passed: Passed) -> None:
    kinds = [notice.kind for notice in passed.notices]
    report.cases += 1
    report.steps += len(passed.steps)
    report.reminders += kinds.count(NoticeKind.REMINDER)
    report.escalations += kinds.count(NoticeKind.ESCALATION)
    report.stuck += kinds.count(NoticeKind.STUCK)
