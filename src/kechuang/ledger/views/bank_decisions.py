"""Withdrawing a statement of the bank, and confirming together what can be only one payment."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.ledger.forms.bank import WithdrawalForm
from kechuang.ledger.models import BankStatement, Book
from kechuang.ledger.presenting.asked_of_bank import facts_of
from kechuang.ledger.selectors.bank_exact import exact_matches
from kechuang.ledger.services.bank_matches import match_exact_rows
from kechuang.ledger.views.asking import answer_money_form, preparer_page

MOST_AT_ONCE = 200


@preparer_page
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to take a statement back; its rows stay on record and count no more."""
    found = get_object_or_404(BankStatement.objects.select_related("book"), pk=pk)
    return answer_money_form(
        request,
        WithdrawalForm(posted(request), about=found),
        command="withdraw_statement",
        context={
            "title": _("撤回银行对账单"),
            "facts": facts_of(found),
            "warning": _("撤回后，本份流水及其认定不再计入对账，原样留存；同一期间可重新导入。"),
            "back": reverse("ledger:statement", args=[found.pk]),
        },
    )


@preparer_page
def exact(request: HttpRequest) -> HttpResponse:
    """Rows that can be only one payment, shown first and confirmed by one button."""
    books = Book.objects.order_by("code")
    asked = request.POST.get("book") or request.GET.get("book", "")
    book = books.filter(code=asked.replace("\0", "")).first() or books.first()
    refusal = None
    if request.method == "POST" and book:
        try:
            seen = request.POST.getlist("seen")[:MOST_AT_ONCE]
            match_exact_rows(by=request.actor, at=now(), book=book, seen=seen)
        except NotAllowed:
            raise
        except Refusal as refused:
            refusal = refused
        else:
            return redirect(reverse("ledger:exact_rows", query={"book": book.code}))
    pairs = exact_matches(book, reader=request.actor) if book else []
    context = {
        "book": book,
        "pairs": pairs[:MOST_AT_ONCE],
        "left": len(pairs) - MOST_AT_ONCE,
        "total_fen": sum(each.row.amount_fen for each in pairs[:MOST_AT_ONCE]),
        "refusal": refusal,
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "ledger/exact_rows.html", context, status=status)
