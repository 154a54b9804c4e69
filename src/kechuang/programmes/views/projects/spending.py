"""A lump sum (包干制): what was spent on what, entered one by one or from a table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.listing import XLSX, RegistryList, attachment
from kechuang.base.registry.forms import form_page
from kechuang.base.registry.wording import said
from kechuang.design.answering import posted
from kechuang.files.services import store_file
from kechuang.programmes.filters.projects import ExpenseFilter
from kechuang.programmes.forms.projects.spending import ExpenseForm, TableForm
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.drawings import kinds_drawn
from kechuang.programmes.presenting.projects.spending import (
    items_shown,
    list_shown,
    spent_by_kind,
)
from kechuang.programmes.selectors.execution.expenses import expenses_of, export_expenses
from kechuang.programmes.selectors.execution.money import contract_money
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution import ImportedExpenses
from kechuang.programmes.states_of_execution import ContractState, ExpenseState
from kechuang.programmes.tables.projects import ExpenseTable
from kechuang.programmes.views.projects.acting import answer_act, files_sent, stored
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import seen_project

ENTERING = ("enter_expense", "import_expenses")


class Spending(RegistryList):
    """Every expense and every attempt; the chart and the negative list stand beside them."""

    table_class = ExpenseTable
    filterset_class = ExpenseFilter
    template_name = "programmes/projects/spending.html"
    list_title = gettext_lazy("经费支出")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.project = seen_project(request, kwargs["number"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Expense]:
        return expenses_of(self.project).select_related("contract").order_by("-spent_on", "-pk")

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:
        kinds = [(one.id, said(one.label)) for one in list_shown(self.project).kinds.values()]
        return super().get_filterset_kwargs(filterset_class) | {"kinds": kinds}

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        project, language = self.project, get_language() or "zh-hans"
        listed, place = list_shown(project), reverse("programmes:spending", args=[project.number])
        is_running = project.state == ContractState.RUNNING
        more = {
            **standing(project),
            "money": contract_money(project),
            "chart": kinds_drawn(spent_by_kind(project), place, language),
            "listed": listed,
            "items": items_shown(listed),
            "offers": offers(self.request.actor, project, ENTERING if is_running else ()),
            "doubts": project.expenses.filter(state=ExpenseState.DOUBTFUL).count(),
            "has_expenses": project.expenses.exists(),
        }
        return {**super().get_context_data(**known), **more, "export_query": ""}


@form_page
def enter(request: HttpRequest, number: str) -> HttpResponse:
    """One expense; what the list refuses is kept as an attempt and told in its own wording."""
    project = seen_project(request, number)
    form = ExpenseForm(list_shown(project), posted(request), files_sent(request))

    def do() -> HttpResponse:
        sent = form.cleaned_data["file"]
        entry = form.entry(stored(request, sent, project) if sent else None)
        made = execution.enter_expense(by=request.actor, at=now(), contract=project, entry=entry)
        _tell(request, made)
        return redirect("programmes:expense", number, made.pk)

    back = reverse("programmes:spending", args=[number])
    return answer_act(request, project, "enter_expense", do, form=form, back=back)


@form_page
def import_table(request: HttpRequest, number: str) -> HttpResponse:
    """A whole table; rows that cannot be entered come back in it, marked."""
    project = seen_project(request, number)
    form = TableForm(posted(request), files_sent(request))

    def do() -> HttpResponse:
        sent = form.cleaned_data["file"]
        imported = _imported(request, project, sent.name, sent.read())
        context = {**standing(project), "imported": imported}
        if imported.returned:
            name = f"{Path(sent.name).stem}-{_('退回')}.xlsx"
            context["returned"] = store_file(
                by=request.actor,
                at=now(),
                name=name,
                content=imported.returned,
                party_id=project.party_id,
            )
        return render(request, "programmes/projects/imported.html", context)

    back = reverse("programmes:spending", args=[number])
    return answer_act(request, project, "import_expenses", do, form=form, back=back)


@require_safe
def account(request: HttpRequest, number: str) -> HttpResponse:
    """The final account as a workbook."""
    project = seen_project(request, number)
    content = export_expenses(request.actor, project)
    name = f"{number}-{_('决算')}-{localdate():%Y%m%d}.xlsx"
    return attachment(content, name=name, media_type=XLSX)


def _imported(
    request: HttpRequest, project: Contract, name: str, content: bytes
) -> ImportedExpenses:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"table{Path(name).suffix}"
        place.write_bytes(content)
        return execution.import_expenses(
            by=request.actor, at=now(), contract=project, path=place, name=name
        )


def _tell(request: HttpRequest, made: Expense) -> None:
    if made.state == ExpenseState.REFUSED:
        refusal = execution.refusal_of(made)
        messages.error(request, refusal.said_in(get_language() or "zh-hans"))
    elif made.state == ExpenseState.DOUBTFUL:
        messages.warning(request, _("已登记，待主管部门核对；核对前不占用经费。"))
    else:
        messages.success(request, _("已登记，可以列支。"))
