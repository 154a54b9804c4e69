"""Payment runs: the list, one run with its three signatures, and the steps between them."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.listing import XLSX, RegistryList, attachment
from kechuang.base.registry.forms import ReasonForm
from kechuang.base.sheets.writing import write_workbook
from kechuang.ledger import services
from kechuang.ledger.access import can_approve, can_prepare, can_read_books
from kechuang.ledger.filters.payments import RunFilter
from kechuang.ledger.models import PaymentRun
from kechuang.ledger.refusals import already_done
from kechuang.ledger.selectors.payment_runs import (
    items_of,
    listed_runs,
    moved_payees,
    openings,
    signatures_of,
)
from kechuang.ledger.services.payment_lists import EXPORTED_STATES, export_payment_list
from kechuang.ledger.services.sending import drafter_of
from kechuang.ledger.tables.payments import RunTable

READ = Text("查看支付批次", "read payment runs")
APPROVAL = "approve_run"


class RunList(RegistryList):
    table_class = RunTable
    filterset_class = RunFilter
    template_name = "ledger/runs.html"
    list_title = _("支付批次")

    def get_queryset(self) -> QuerySet[PaymentRun]:
        require(can_read_books(self.request.actor), READ)
        return listed_runs()

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        return super().get_context_data(**known, can_prepare=can_prepare(self.request.actor))


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One run: items, signatures, digest, what comes next and who has to do it."""
    run = _run(request, number)
    context = {
        "run": run,
        "items": items_of(run),
        "signatures": signatures_of(run),
        "openings": openings(request.actor, run),
        "reason_form": ReasonForm(),
        "moved": moved_payees(run),
        "is_exported": run.state in EXPORTED_STATES,
        "history": history_of(run),
    }
    return render(request, "ledger/run.html", context)


@require_POST
def check(request: HttpRequest, number: str) -> HttpResponse:
    """First approval of the list that was shown."""
    require(can_approve(request.actor), Text("初审支付批次", "check a payment run"))
    run = _signed_run(request, number)
    services.check_run(by=request.actor, at=now(), run=run)
    return redirect("ledger:run", number)


@require_POST
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Second approval; a button pressed twice is one approval."""
    require(can_approve(request.actor), Text("终审支付批次", "approve a payment run"))
    run = _signed_run(request, number)
    on = today()
    warrant = services.Warrant(
        by=drafter_of(run, on=on),
        approver=request.actor,
        at=now(),
        on=on,
        request_id=uuid5(run.request_id, APPROVAL),
    )
    services.approve_run(warrant=warrant, run=run)
    return redirect("ledger:run", number)


@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take back, or send back to the drafter, with the reason."""
    run = _run(request, number)
    reason = request.POST.get("reason", "")
    services.withdraw_run(by=request.actor, at=now(), run=run, reason=reason)
    return redirect("ledger:run", number)


@require_POST
def export(request: HttpRequest, number: str) -> HttpResponse:
    """The payment list as a workbook or a page to print; a POST, because it is recorded."""
    run = _run(request, number)
    form = "xlsx" if request.POST.get("form") == "xlsx" else "page"
    exported = export_payment_list(by=request.actor, at=now(), run=run, form=form)
    if form == "page":
        return render(request, "ledger/payment_list.html", {"list": exported, "run": run})
    content = write_workbook(sheet=run.number, header=exported.header, rows=exported.rows)
    return attachment(content, name=f"{run.number}.xlsx", media_type=XLSX)


def found_run(number: str) -> PaymentRun:
    return get_object_or_404(listed_runs(), number=number)


def _run(request: HttpRequest, number: str) -> PaymentRun:
    require(can_read_books(request.actor), READ)
    return found_run(number)


def _signed_run(request: HttpRequest, number: str) -> PaymentRun:
    """The run, if its list is the one that the page showed."""
    run = _run(request, number)
    if request.POST.get("list_digest") != run.list_digest:
        raise already_done("清单不是页面所示的那一份", "the list is not the one that was shown")
    return run
