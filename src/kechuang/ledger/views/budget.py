"""The budget: what was appropriated and given out, one line's use, and the forms that move it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.design.answering import posted
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.forms.budget import AllotForm, AppropriateForm, CloseYearForm
from kechuang.ledger.selectors.board import budget_years
from kechuang.ledger.selectors.books import books_without_a_year
from kechuang.ledger.selectors.budget import (
    grants_of_line,
    open_lines,
    open_reservations,
    outlays,
    used_lines,
)
from kechuang.ledger.selectors.claim_rounds import rounds_of
from kechuang.ledger.selectors.reservations import line_reservations
from kechuang.ledger.states import Distribution
from kechuang.ledger.views.asking import answer_money_form, preparer_page
from kechuang.ledger.views.board import asked_year

READ = Text("查看预算", "see the budget")


@require_safe
def budget(request: HttpRequest) -> HttpResponse:
    """Appropriations of a year with the lines they feed."""
    require(can_read_books(request.actor), READ)
    years = budget_years()
    year = asked_year(request, years)
    context = {
        "year": year,
        "years": years,
        "outlays": outlays(year),
        "closed_books": books_without_a_year(),
        "reservations": open_reservations().filter(debit__line__appropriation__year=year),
        "may_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/budget.html", context)


@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One budget line: grants it bears, what is held back on it, what is left."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(used_lines(), pk=pk)
    context = {
        "line": found,
        "is_open": open_lines().filter(pk=pk).exists(),
        "is_shared": found.distribution == Distribution.PRO_RATA,
        "rounds": rounds_of(found),
        "grants": grants_of_line(found),
        "reservations": line_reservations(found),
        "may_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/line.html", context)


@preparer_page
def appropriate(request: HttpRequest) -> HttpResponse:
    return answer_money_form(
        request,
        AppropriateForm(posted(request)),
        command="appropriate_funds",
        context={"title": _("下达指标"), "back": reverse("ledger:budget")},
    )


@preparer_page
def allot(request: HttpRequest) -> HttpResponse:
    initial = {"appropriation": request.GET.get("appropriation")}
    return answer_money_form(
        request,
        AllotForm(posted(request), initial=initial),
        command="allot_budget",
        context={"title": _("分配预算到专项"), "back": reverse("ledger:budget")},
    )


@preparer_page
def close(request: HttpRequest) -> HttpResponse:
    """Year end: free budget lapses or is carried over, and the year takes no more vouchers."""
    return answer_money_form(
        request,
        CloseYearForm(posted(request)),
        command="close_year",
        context={
            "title": _("年末结账"),
            "warning": _("结账后该年度不能再记账，也不能重新打开；只能在新年度以红字更正。"),
            "back": reverse("ledger:budget"),
        },
    )
