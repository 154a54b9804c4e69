"""What the background worker does for cases."""

from __future__ import annotations

from django_tasks import task

from kechuang.base.clock import now
from kechuang.cases.services import run_clocks


@task()
def pass_time() -> int:
    """Run the clocks of all cases; the number of cases that failed."""
    return len(run_clocks(at=now()).failures)
