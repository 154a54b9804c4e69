"""Pages about imports."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.intake import selectors, services, tasks
from kechuang.intake.access import can_continue, importable_kinds
from kechuang.intake.filters import ImportFilter
from kechuang.intake.forms import MappingForm, UploadForm
from kechuang.intake.models import ImportJob
from kechuang.intake.states import Work
from kechuang.intake.tables import ImportTable

UNPROCESSABLE = 422


class ImportList(RegistryList):
    table_class = ImportTable
    filterset_class = ImportFilter
    template_name = "intake/list.html"
    list_title = _("数据导入")

    def get_queryset(self) -> QuerySet[ImportJob]:
        require(self.request.actor.is_known, Text("查看数据导入", "see imports"))
        return selectors.visible_jobs(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        can_import = bool(importable_kinds(self.request.actor))
        has_imports = self.get_queryset().exists()
        return super().get_context_data(**known, can_import=can_import, has_imports=has_imports)


@form_page
def upload(request: HttpRequest) -> HttpResponse:
    """Send a file; it is read at once, so that what is no table is refused here."""
    require(bool(importable_kinds(request.actor)), Text("导入数据", "import data"))
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        job = services.upload_table(by=request.actor, at=now(), sending=form.sending)
        return redirect("intake:columns", job.pk)
    return _form_page(request, "intake/upload.html", form, {})


@form_page
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file holds and what each column means; saving runs the dry run."""
    job = _own(request, pk)
    form = MappingForm(request.POST or None, job=job)
    context: dict[str, Any] = {"job": job, "is_remembered": selectors.is_remembered(job)}
    if request.method == "POST" and form.is_valid():
        try:
            services.map_columns(by=request.actor, at=now(), job=job, mapping=form.mapping)
        except Refusal as refusal:
            return _form_page(request, "intake/columns.html", form, context | {"refusal": refusal})
        return check(request, pk)
    return _form_page(request, "intake/columns.html", form, context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: progress while it is worked on, then its counts, problems and next step."""
    job = _visible(request, pk)
    context = {
        "job": job,
        "history": history_of(job),
        "can_continue": can_continue(request.actor, job),
        "work_total": job.accepted if job.work == Work.WRITING else job.rows_in,
    }
    template = "intake/progress.html" if request.htmx and job.work else "intake/detail.html"
    return render(request, template, context)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Run the dry run."""
    return _work(request, pk, Work.CHECKING)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the accepted rows."""
    return _work(request, pk, Work.WRITING)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the import up."""
    services.discard_import(by=request.actor, at=now(), job=_own(request, pk))
    return redirect("intake:list")


def _work(request: HttpRequest, pk: int, work: Work) -> HttpResponse:
    job = _own(request, pk)
    tasks.run(job, work, by_account=request.actor.account_id)
    return redirect("intake:detail", pk)


def _form_page(
    request: HttpRequest, template: str, form: Form, context: dict[str, Any]
) -> HttpResponse:
    is_refused = form.is_bound and (not form.is_valid() or "refusal" in context)
    status = UNPROCESSABLE if is_refused else 200
    return render(request, template, context | {"form": form}, status=status)


def _own(request: HttpRequest, pk: int) -> ImportJob:
    job = _visible(request, pk)
    require(can_continue(request.actor, job), Text("继续此次导入", "go on with this import"))
    return job


def _visible(request: HttpRequest, pk: int) -> ImportJob:
    try:
        return selectors.job_for(request.actor, pk)
    except ImportJob.DoesNotExist as missing:
        raise Http404 from missing
