"""Reading runs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kechuang.runs.models import SWEEP, Part, Run, RunState


def latest_completed(kind: str) -> Run | None:
    """The newest sealed run of this kind; pages show its results."""
    return Run.objects.filter(kind=kind, state=RunState.COMPLETED).order_by("-on", "-id").first()


def latest_sweep() -> Run | None:
    """The region sweep whose results pages show."""
    return latest_completed(SWEEP)


def open_parts(run: Run) -> QuerySet[Part]:
    """Parts still to be computed, in a fixed order."""
    return run.parts.filter(result_digest="").order_by("kind", "first")


def sweep_before(run: Run) -> Run | None:
    """The sealed region sweep that pages showed before ``run``."""
    earlier = Q(on__lt=run.on) | Q(on=run.on, pk__lt=run.pk)
    sealed = Run.objects.filter(earlier, kind=SWEEP, state=RunState.COMPLETED)
    return sealed.order_by("-on", "-id").first()
