"""Drafting a payment run: choose, see it written out, send it to two approvers."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Text, invalid, require
from kechuang.design.codes import region_name
from kechuang.ledger import services
from kechuang.ledger.access import can_prepare
from kechuang.ledger.forms.payments import ChoiceForm, DraftForm
from kechuang.ledger.models import Book
from kechuang.ledger.refusals import NOT_POSTED
from kechuang.ledger.selectors.payable import (
    LARGEST_CHOICE,
    accepted_unpaid,
    candidates,
    districts_of,
    total_fen,
)

DRAFT = Text("编制支付批次", "draft a payment run")


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Everything accepted and unpaid of a book; what cannot be listed says why."""
    require(can_prepare(request.actor), DRAFT)
    return _choice(request, asked_book(request.GET.get("book", "")))


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """The chosen payments and their total, written out; nothing is kept yet."""
    require(can_prepare(request.actor), DRAFT)
    form = ChoiceForm(request.POST)
    chosen = form.chosen() if form.is_valid() else []
    if not chosen:
        book = form.cleaned_data.get("book") if form.is_bound else None
        return _choice(request, book or asked_book(""), is_refused=True)
    context = {
        "book": form.cleaned_data["book"],
        "chosen": chosen,
        "total_fen": total_fen(chosen),
        "request_id": uuid4(),
    }
    return render(request, "ledger/review_payments.html", context)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep the reviewed list as a run."""
    require(can_prepare(request.actor), DRAFT)
    form = DraftForm(request.POST)
    if not form.is_valid():
        raise invalid(
            NOT_POSTED,
            "清单为空或不完整",
            "the list is empty or incomplete",
            Text("请重新选择要支付的节点", "Choose again what to pay"),
        )
    given = form.cleaned_data
    run = services.draft_run(
        by=request.actor,
        at=now(),
        book=given["book"],
        request_id=given["request_id"],
        parts=list(given["parts"]),
    )
    return redirect("ledger:run", run.number)


def asked_book(code: str) -> Book | None:
    return Book.objects.filter(code=code).first() or Book.objects.first()


def _choice(request: HttpRequest, book: Book | None, *, is_refused: bool = False) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    scheme, district = asked.get("scheme", ""), asked.get("district", "")
    language = get_language() or "zh-hans"
    context: dict[str, object] = {
        "books": Book.objects.all(),
        "book": book,
        "scheme": scheme,
        "district": district,
        "is_refused": is_refused,
        "largest": LARGEST_CHOICE,
    }
    if book is not None:
        found = accepted_unpaid(book, scheme=scheme, district=district)
        shown = candidates(found[:LARGEST_CHOICE])
        codes = districts_of(accepted_unpaid(book))
        context |= {
            "schemes": book.schemes.all(),
            "districts": [(code, region_name(code, language)) for code in codes],
            "candidates": shown,
            "open_count": sum(each.is_open for each in shown),
            "open_fen": total_fen(shown),
            "is_cut": found.count() > LARGEST_CHOICE,
        }
    status = 422 if is_refused else 200
    return render(request, "ledger/choose_payments.html", context, status=status)
