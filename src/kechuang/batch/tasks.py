"""Sweeps that the bureau starts from the page run in the background worker."""

from __future__ import annotations

from django_tasks import task

from kechuang.base.actors import system_actor
from kechuang.base.clock import now
from kechuang.batch.simulating import advance_simulation, finish_simulation
from kechuang.batch.sweeping import advance_sweep, finish_sweep
from kechuang.runs.models import Run


@task()
def complete_sweep(run_id: int) -> None:
    """Compute the open parts of a prepared sweep and seal it."""
    run = Run.objects.get(pk=run_id)
    advance_sweep(run, progress=lambda items: None)
    finish_sweep(run, by=system_actor("complete_sweep"), at=now())


@task()
def complete_simulation(run_id: int) -> None:
    """Compute the open parts of a prepared simulation and seal it."""
    run = Run.objects.get(pk=run_id)
    advance_simulation(run, by=system_actor("complete_simulation"))
    finish_simulation(run, by=system_actor("complete_simulation"), at=now())
