"""Pages of a simulation: pick a number of a policy, give another, see who gains and loses."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import attachment
from kechuang.base.sheets.writing import write_workbook
from kechuang.batch.access import can_start_sweeps, can_watch_sweeps
from kechuang.batch.forms import SimulationForm
from kechuang.batch.simulated import Question, sides_of
from kechuang.batch.simulating import (
    SIMULATION,
    prepare_comparison,
    prepare_simulation,
    question_of,
)
from kechuang.batch.simulation_presenting import (
    OUTCOMES,
    ClauseResult,
    axis_tables,
    firm_rows,
    number_rows,
    sum_rows,
)
from kechuang.batch.simulation_results import found_by, parties_of
from kechuang.batch.tasks import complete_simulation
from kechuang.batch.views.sweeps import progress_of
from kechuang.engines.rulebook import Pack, comparing
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.models import PackVersion
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from kechuang.policies.selectors import listed_clauses, versions_of
from kechuang.runs.models import Run, RunState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRMS_PER_PAGE = 50
EARLIER = 10
EXAMPLE_COLUMNS = {"size": "size（示例分档 / example bands）"}


@require_http_methods(["GET", "HEAD", "POST"])
def simulate(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The numbers of a listed policy; a new value for one of them starts a simulation."""
    require(can_start_sweeps(request.actor), Text("试算政策", "simulate a policy"))
    document = get_object_or_404(PolicyDocument, pack_id=pack_id, is_listed=True)
    pack = pack_of(document.pack_digest)
    rows = number_rows(comparing.numbers_in(pack.source), _language())
    given = {"number": request.GET.get("number", "")}
    sent = request.POST if request.method == "POST" else None
    form = SimulationForm(sent, numbers=rows, initial=given)
    if request.method == "POST" and form.is_valid():
        run = _started(request, pack, form)
        if run:
            return redirect("batch:simulation", pk=run.pk)
    context = {"form": form, "document": document, "rows": rows, "earlier": _earlier(pack_id)}
    return render(request, "batch/simulate.html", context, status=422 if form.errors else 200)


@require_POST
def compare(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Who gains and who loses between two versions of a listed policy, the newest two if unsaid."""
    require(can_start_sweeps(request.actor), Text("比较政策版本", "compare versions of a policy"))
    kept = versions_of(pack_id)
    if not kept:
        raise Http404
    old = _version(kept, request.POST.get("old"), kept[min(1, len(kept) - 1)])
    new = _version(kept, request.POST.get("new"), kept[0])
    run = prepare_comparison(by=request.actor, at=now(), old=old, new=new)
    _compute(run)
    return redirect("batch:simulation", pk=run.pk)


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress while it runs; then who gains, who loses, what it costs, and the firms."""
    require(can_watch_sweeps(request.actor), Text("查看试算", "see simulations"))
    run = get_object_or_404(Run.objects.select_related("inputs"), pk=pk, kind=SIMULATION)
    question = question_of(run)
    context = {"run": run, "question": question, "pack": pack_of(question.pack_digest)}
    context |= {"is_numbers": not question.earlier}
    if run.state == RunState.COMPLETED and request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if run.state != RunState.COMPLETED:
        context |= progress_of(run)
        template = "batch/simulation_progress.html" if request.htmx else "batch/simulation.html"
        return render(request, template, context)
    found = found_by(run, request.actor)
    affected = _asked_for(request, found)
    if request.GET.get("export") == "xlsx":
        return _workbook(run, affected)
    page = Paginator(affected, FIRMS_PER_PAGE).get_page(request.GET.get("page"))
    firms = firm_rows(list(page), parties_of(list(page)), _language())
    context |= {"clauses": _clauses(question, found), "page": page, "firms": firms}
    context |= {"outcomes": _outcome_links(request, found)}
    return render(request, "batch/simulation.html", context)


def _started(request: HttpRequest, pack: Pack, form: SimulationForm) -> Run | None:
    try:
        run = prepare_simulation(by=request.actor, at=now(), pack=pack, changes=form.changes)
    except Refusal as refusal:
        form.add_error("to", refusal.said_in(_language()))
        return None
    _compute(run)
    return run


def _compute(run: Run) -> None:
    if run.state != RunState.COMPLETED:
        complete_simulation.enqueue(run.pk)


def _version(kept: list[PackVersion], digest: str | None, usual: PackVersion) -> PackVersion:
    found = next((one for one in kept if one.digest == digest), None if digest else usual)
    if found is None:
        raise Http404
    return found


def _earlier(pack_id: str) -> list[tuple[Run, Question]]:
    """The newest simulations of this policy."""
    runs = Run.objects.filter(kind=SIMULATION).select_related("inputs")[:50]
    asked = [(run, question_of(run)) for run in runs]
    return [(run, one) for run, one in asked if one.pack_id == pack_id][:EARLIER]


def _clauses(question: Question, found: comparing.Compared) -> list[ClauseResult]:
    pack = pack_of(question.pack_digest)
    (before_pack,), (changed,) = sides_of(question, (pack,), fact_catalogue())
    titles, results = _titles(), []
    for key in found.clauses:
        total = found.total(key)
        before = _budget(before_pack, key, total.before)
        after = _budget(changed, key, total.after)
        tables = [] if total.is_same else axis_tables(found, key, _language())
        title = titles.get(key, "/".join(key))
        results.append(ClauseResult(*key, title, total, sum_rows(total), before, after, tables))
    return results


def _budget(
    version: Pack, key: tuple[str, str], reach: comparing.Reach
) -> comparing.BudgetEffect | None:
    """What the clause's own budget does; None for a clause without one, or of another policy."""
    pack_id, clause_id = key
    if version.id != pack_id:
        return None
    clause = next((one for one in version.clauses if one.id == clause_id), None)
    return comparing.budget_effect(clause, reach) if clause else None


def _asked_for(request: HttpRequest, found: comparing.Compared) -> list[comparing.Affected]:
    wanted = request.GET.get("outcome", "")
    return [one for one in found.affected if wanted in ("", one.outcome)]


def _outcome_links(request: HttpRequest, found: comparing.Compared) -> list[dict[str, Any]]:
    told = [one.outcome for one in found.affected]
    chosen = request.GET.get("outcome", "")
    return [
        {"key": key, "label": text.said_in(_language()), "count": told.count(key),
         "is_chosen": key == chosen}
        for key, text in OUTCOMES.items()
        if key in told
    ]  # fmt: skip


def _titles() -> dict[tuple[str, str], str]:
    return {
        key: f"{clause.document.shown_title} · {clause.shown_title}"
        for key, clause in listed_clauses().items()
    }


def _workbook(run: Run, affected: list[comparing.Affected]) -> HttpResponse:
    rows = [["" if cell is None else str(cell) for cell in one] for one in affected]
    header = [EXAMPLE_COLUMNS.get(name, name) for name in comparing.Affected._fields]
    content = write_workbook(sheet=f"simulation {run.pk}", header=header, rows=rows)
    return attachment(content, name=f"simulation-{run.pk}.xlsx", media_type=XLSX)


def _language() -> str:
    return get_language() or "zh-hans"
