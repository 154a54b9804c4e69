"""Reservations of budget: made, looked at, posted in whole or in part, let go."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.design.answering import posted
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.forms.budget import FreeReservationForm, PostReservationForm, ReserveForm
from kechuang.ledger.models import BudgetLine, Transfer
from kechuang.ledger.presenting.amounts import exactly, on_paper
from kechuang.ledger.presenting.rows import Rows
from kechuang.ledger.selectors.budget import open_reservations, used_lines
from kechuang.ledger.selectors.reservations import all_reservations, reservation_of
from kechuang.ledger.services.reservations import is_due
from kechuang.ledger.views.asking import answer_money_form, preparer_page

READ = Text("查看预留", "see a reservation")


@require_safe
def reservation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was reserved, posted and let go, until which day, and on whose word."""
    require(can_read_books(request.actor), READ)
    held = get_object_or_404(all_reservations(), pk=pk)
    found = reservation_of(held)
    context = {
        "reservation": found,
        "held": held,
        "vouchers": found.transfers,
        "line": BudgetLine.objects.select_related("scheme", "appropriation").get(
            account=held.debit
        ),
        "is_due": is_due(held, now()),
        "may_prepare": can_prepare(request.actor),
    }
    return render(request, "ledger/reservation.html", context)


@preparer_page
def reserve(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold part of a line back until a day, for example during publicity (公示)."""
    found = get_object_or_404(used_lines(), pk=pk)
    facts = [(_("预算项目"), found), (_("可用"), exactly(found.account.free_fen))]
    return answer_money_form(
        request,
        ReserveForm(posted(request), about=found),
        command="reserve_budget",
        context={
            "title": _("预留预算"),
            "facts": facts,
            "back": reverse("ledger:line", args=[found.pk]),
        },
    )


@preparer_page
def post(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was reserved leaves the line, in whole or in part; the rest is free again."""
    held = get_object_or_404(open_reservations(), pk=pk)
    return answer_money_form(
        request,
        PostReservationForm(posted(request), about=held),
        command="resolve_reservation",
        context={
            "title": _("预留入账"),
            "facts": _facts(held),
            "warning": _("一笔预留只办结一次：只入账一部分的，其余立即退回预算项目。"),
            "back": _page_of(held),
        },
    )


@preparer_page
def free(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a reservation: what it held is free again."""
    held = get_object_or_404(open_reservations(), pk=pk)
    return answer_money_form(
        request,
        FreeReservationForm(posted(request), about=held),
        command="resolve_reservation",
        context={"title": _("撤销预留"), "facts": _facts(held), "back": _page_of(held)},
    )


def _page_of(held: Transfer) -> str:
    return reverse("ledger:reservation", args=[held.pk])


def _facts(held: Transfer) -> Rows:
    last_day = held.last_day
    return [
        (_("预留凭证"), held.voucher),
        (_("用途"), held.voucher.decision),
        (_("预留金额"), on_paper(held.amount_fen)),
        (_("最后一天"), date_format(last_day, "Y-m-d") if last_day else "—"),
    ]
