"""Pages about sweeps."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.batch.access import can_start_sweeps, can_watch_sweeps
from kechuang.batch.sweeping import prepare_sweep
from kechuang.batch.tasks import complete_sweep
from kechuang.runs.models import SWEEP, Run, RunState


@require_safe
def sweeps(request: HttpRequest) -> HttpResponse:
    """All sweeps, newest first, and the button that starts one."""
    _require_watcher(request)
    runs = Run.objects.filter(kind=SWEEP).select_related("inputs")
    page = Paginator(runs, 25).get_page(request.GET.get("page"))
    context = {"runs": page, "may_start": can_start_sweeps(request.actor)}
    return render(request, "batch/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sweep: progress while it runs, digests and counts when it is sealed."""
    _require_watcher(request)
    run = get_object_or_404(Run, pk=pk, kind=SWEEP)
    context = {"run": run, "history": history_of(run), **progress_of(run)}
    template = "batch/progress.html" if request.htmx else "batch/detail.html"
    return render(request, template, context)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Prepare a sweep over today's facts and hand it to the background worker."""
    run = prepare_sweep(by=request.actor, at=now(), on=today())
    if run.state != RunState.COMPLETED:
        complete_sweep.enqueue(run.pk)
    return redirect("batch:detail", pk=run.pk)


def progress_of(run: Run) -> dict[str, object]:
    """How many items are computed, of how many."""
    size = Sum("last") - Sum("first")
    total = run.parts.aggregate(n=size)["n"] or 0
    left = run.parts.filter(Q(result_digest="")).aggregate(n=size)["n"] or 0
    return {
        "total": total,
        "done": total - left,
        "is_running": run.state != RunState.COMPLETED,
    }


def _require_watcher(request: HttpRequest) -> None:
    require(can_watch_sweeps(request.actor), Text("查看全区域计算", "see region sweeps"))
