"""Vouchers and account statements: what a figure of the board is made of."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.design.formatting import written_exact_money
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.filters.vouchers import VoucherFilter
from kechuang.ledger.models import Account, Voucher
from kechuang.ledger.presenting.figures import figure_words
from kechuang.ledger.selectors.statements import statement_of
from kechuang.ledger.selectors.tracing import trail_of, with_totals
from kechuang.ledger.services.undoing import why_final
from kechuang.ledger.tables.vouchers import VoucherTable, said_summary
from kechuang.ledger.views.exporting import AuditedList, at_moment
from kechuang.ledger.views.moments import moment_form, paper_of

READ = Text("查看凭证", "read vouchers")


class VoucherList(AuditedList):
    table_class = VoucherTable
    filterset_class = VoucherFilter
    template_name = "ledger/vouchers.html"
    list_title = _("记账凭证")
    file_name = "vouchers"

    def get_queryset(self) -> QuerySet[Voucher]:
        require(can_read_books(self.request.actor), READ)
        return with_totals(Voucher.objects.all())

    def get_table_kwargs(self) -> dict[str, Any]:
        """What a voucher adds to a figure is shown where the list is about one."""
        shown = super().get_table_kwargs()
        return shown if self.filterset.asked else shown | {"exclude": ("counted_fen",)}

    def headline(self) -> Text:
        """The figure in words, and that the vouchers listed sum to it."""
        asked, moment = self.filterset.asked, at_moment(self.paper)
        if asked is None:
            return moment
        what = figure_words(asked)
        count, fen = self.object_list.count(), self.filterset.sum_fen
        zh, en = (written_exact_money(fen, language) for language in ("zh", "en"))
        return Text(
            f"{what.zh}：这 {count} 张凭证合计 {zh}；{moment.zh}",
            f"{what.en}: these {count} vouchers sum to {en}; {moment.en}",
        )

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        asked = self.filterset.asked
        told = {"asked": asked, "figure": asked and figure_words(asked)}
        return super().get_context_data(**known, **told, sum_fen=self.filterset.sum_fen)


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
    """One account's statement at a moment, with the balance after each transfer."""
    require(can_read_books(request.actor), READ)
    found = get_object_or_404(Account.objects.select_related("book"), pk=pk)
    paper = paper_of(request)
    context = {
        "account": found,
        "paper": paper,
        "moment_form": moment_form(paper),
        "statement": statement_of(found, moment=paper.moment),
        "may_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/account.html", context)
