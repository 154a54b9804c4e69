"""One expense: what the list said, and what people decided about it."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.base.registry.wording import said
from kechuang.cases.presenting.timeline import names_of
from kechuang.design.answering import posted
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.programmes.forms.projects.spending import ListedForm, VoucherForm
from kechuang.programmes.models.execution import Expense
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.milestones import name_of
from kechuang.programmes.presenting.projects.spending import (
    EXPENSE_TONES,
    acts_on,
    list_shown,
    why_of,
)
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.acting import Do, answer_act, files_sent, stored
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import seen_expense


@require_safe
def show(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found = seen_expense(request, number, pk)
    place = {"number": number, "pk": pk}
    context = {
        **standing(found.contract),
        "expense": found,
        "expense_tone": EXPENSE_TONES[found.state],
        "facts": _facts(found),
        "why": why_of(found),
        "history": history_of(found),
        "offers": offers(request.actor, found.contract, acts_on(found), **place),
    }
    return render(request, "programmes/projects/expense.html", context)


@form_page
def attach(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found = seen_expense(request, number, pk)
    form = VoucherForm(posted(request), files_sent(request))

    def do() -> None:
        file = stored(request, form.cleaned_data["file"], found.contract)
        execution.attach_voucher(by=request.actor, at=now(), expense=found, file=file)

    return _answer(request, found, "attach_voucher", do, form)


@form_page
def clear(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _decided(request, seen_expense(request, number, pk), "clear_expense")


@form_page
def reject(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _decided(request, seen_expense(request, number, pk), "reject_expense")


@form_page
def cancel(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _decided(request, seen_expense(request, number, pk), "cancel_expense")


@form_page
def repay(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return _decided(request, seen_expense(request, number, pk), "record_repayment")


@form_page
def find(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was allowed turns out to be on the list."""
    found = seen_expense(request, number, pk)
    form = ListedForm(list_shown(found.contract), posted(request))

    def do() -> None:
        execution.find_listed(by=request.actor, at=now(), expense=found, **form.cleaned_data)

    return _answer(request, found, "find_listed", do, form)


DECISIONS = {
    "clear_expense": execution.clear_expense,
    "reject_expense": execution.reject_expense,
    "cancel_expense": execution.cancel_expense,
    "record_repayment": execution.record_repayment,
}


def _decided(request: HttpRequest, found: Expense, name: str) -> HttpResponse:
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        DECISIONS[name](by=request.actor, at=now(), expense=found, reason=reason)

    return _answer(request, found, name, do, form)


def _answer(request: HttpRequest, found: Expense, name: str, do: Do, form: Form) -> HttpResponse:
    project = found.contract
    facts = [
        (_("用途"), found.purpose),
        (_("金额"), on_paper(found.amount_fen)),
        (_("收款方"), found.payee),
        (_("判定"), why_of(found)),
    ]
    back = reverse("programmes:expense", args=[project.number, found.pk])
    return answer_act(request, project, name, do, form=form, back=back, facts=facts)


def _facts(found: Expense) -> list[tuple[str, object]]:
    names = names_of({one for one in (found.by_id, found.decided_by_id) if one})
    kinds = list_shown(found.contract).kinds
    kind = said(kinds[found.kind].label) if found.kind in kinds else found.kind
    told: list[tuple[str, object]] = [
        (_("支出日期"), found.spent_on.isoformat()),
        (_("金额"), on_paper(found.amount_fen)),
        (_("收款方"), found.payee),
        (_("用途"), found.purpose),
        (_("发票号码"), found.invoice),
        (_("类别"), kind or "—"),
        (_("登记"), name_of(names, found.by_id, found.by_name)),
    ]
    if found.decided_at:
        told.append((_("核对"), name_of(names, found.decided_by_id, found.decided_by_name)))
    return told
