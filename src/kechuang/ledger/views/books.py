"""Books, their years and the funding schemes: what must be open before any money moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import answer, posted
from kechuang.ledger import services
from kechuang.ledger.access import can_approve, can_read_books
from kechuang.ledger.forms.books import BookForm, SchemeForm, YearForm
from kechuang.ledger.models import Book
from kechuang.ledger.selectors.books import opened_books

READ = Text("查看账套", "see the books")
OPEN = Text("开立账套、年度和专项", "open books, years and schemes")


@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Each book with its years and schemes, and whether today's year is open."""
    require(can_read_books(request.actor), READ)
    context = {
        "books": opened_books(),
        "this_year": today().year,
        "may_open": can_approve(request.actor),
    }
    return render(request, "ledger/books.html", context)


@form_page
def open_book(request: HttpRequest) -> HttpResponse:
    """Open a set of accounts."""
    return _opened(request, BookForm(posted(request)), services.open_book, title=_("开立账套"))


@form_page
def open_year(request: HttpRequest, code: str) -> HttpResponse:
    """Open a fiscal year, so that vouchers can be dated in it."""
    book = get_object_or_404(Book, code=code)
    form = YearForm(posted(request), book=book)
    return _opened(request, form, services.open_year, title=_("开立会计年度"), book=book)


@form_page
def register_scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a scheme that budget lines are given to."""
    book = get_object_or_404(Book, code=code)
    form = SchemeForm(posted(request))
    return _opened(request, form, services.register_scheme, title=_("登记专项"), book=book)


def _opened(
    request: HttpRequest, form: forms.Form, command: Callable[..., Any], *, title: str, **of: Book
) -> HttpResponse:
    require(can_approve(request.actor), OPEN)

    def act() -> HttpResponse:
        command(by=request.actor, at=now(), **of, **form.cleaned_data)
        return redirect("ledger:books")

    return answer(request, form, act, template="ledger/open_book.html", title=title, **of)
