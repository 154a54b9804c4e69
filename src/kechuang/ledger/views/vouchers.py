"""Vouchers and account statements: what a figure of the board is made of."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.filters.vouchers import VoucherFilter
from kechuang.ledger.models import Account, Voucher
from kechuang.ledger.selectors.statements import statement_of
from kechuang.ledger.selectors.tracing import trail_of, with_totals
from kechuang.ledger.services.undoing import why_final
from kechuang.ledger.tables.vouchers import VoucherTable, said_summary
from kechuang.ledger.views.board import asked_day

READ = Text("查看凭证", "read vouchers")


class VoucherList(RegistryList):
    table_class = VoucherTable
    filterset_class = VoucherFilter
    template_name = "ledger/vouchers.html"
    list_title = _("记账凭证")

    def get_queryset(self) -> QuerySet[Voucher]:
        require(can_read_books(self.request.actor), READ)
        return with_totals(Voucher.objects.all())


@require_safe
def voucher(request: HttpRequest, pk: int) -> HttpResponse:
    """One voucher: transfers, who and on what decision, the rule, its place in the chain."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(Voucher.objects.select_related("book", "reverses__book"), pk=pk)
    is_standing = found.reverses is None and not hasattr(found, "reversed_by")
    final = why_final(found) if is_standing else None
    context = {
        "trail": trail_of(found),
        "voucher": found,
        "summary": said_summary(found),
        "final": final,
        "may_reverse": can_prepare(request.actor) and is_standing and final is None,
    }
    return render(request, "ledger/voucher.html", context)


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account's statement until the end of a day, with the balance after each transfer."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(Account.objects.select_related("book"), pk=pk)
    on = asked_day(request)
    context = {"account": found, "on": on, "statement": statement_of(found, on=on)}
    return render(request, "ledger/account.html", context)
