"""Claim rounds of pro rata lines: opened, filled, looked at with their working, allotted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now, today
from kechuang.base.errors import NotAllowed, Refusal, Text, require
from kechuang.base.registry.forms import ReasonForm
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.ledger import services
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.drawings_of_grants import asked_and_granted
from kechuang.ledger.forms.claim_rounds import (
    AllotClaimsForm,
    ClaimForm,
    RoundForm,
    blank_round,
)
from kechuang.ledger.models import BudgetLine, Claim, ClaimRound
from kechuang.ledger.presenting.amounts import exactly
from kechuang.ledger.presenting.claim_rounds import drawn_rations, facts_of, table_of
from kechuang.ledger.selectors.budget import used_lines
from kechuang.ledger.selectors.claim_rounds import (
    claim_rounds,
    is_gathering,
    may_be_allotted,
    voucher_of,
    withdrawn_claims,
    working_of,
)
from kechuang.ledger.services.claim_rounds import GATHER
from kechuang.ledger.states import Distribution
from kechuang.ledger.views.asking import answer_money_form, preparer_page

INVALID = 422


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: its claims, and how what is free is divided among them."""
    require(can_read_books(request.actor), Text("查看申报轮次", "see a round of claims"))
    found = get_object_or_404(claim_rounds(), pk=pk)
    working, may_prepare = working_of(found), can_prepare(request.actor)
    context = {
        "round": found,
        "working": working,
        "rows": table_of(working),
        "facts": facts_of(found),
        "chart": asked_and_granted(drawn_rations(working), get_language() or "zh-hans")
        if working.rows
        else None,
        "voucher": voucher_of(found),
        "withdrawn": withdrawn_claims(found),
        "history": history_of(found),
        "may_prepare": may_prepare,
        "may_claim": may_prepare and is_gathering(found, on=today()),
        "may_allot": may_prepare and may_be_allotted(found, on=today()) and bool(working.given_fen),
        "is_exhausted": found.budget_fen is None and working.budget_fen == 0,
        "reason_form": ReasonForm(),
    }
    return render(request, "ledger/round.html", context)


@preparer_page
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to gather claims on a line."""
    lines = used_lines().filter(distribution=Distribution.PRO_RATA)
    line: BudgetLine = get_object_or_404(lines, pk=pk)
    form = RoundForm(request.POST) if request.method == "POST" else blank_round()
    facts = [(_("预算项目"), line), (_("可用"), exactly(line.account.free_fen))]
    context = {
        "title": _("开设申报轮次"),
        "lead": _("截止前登记各单位的申报，截止后按比例一并分配。"),
        "submit_label": _("开设轮次"),
        "facts": facts,
        "back": reverse("ledger:line", args=[line.pk]),
    }

    def begin() -> HttpResponse:
        request_id = form.cleaned_data["request_id"]
        opened = services.open_claim_round(
            by=request.actor, at=now(), request_id=request_id, line=line, terms=form.terms()
        )
        return redirect("ledger:round", opened.pk)

    return _answered(request, form, begin, context)


@preparer_page
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a party's claim; after the closing day it is refused in words."""
    found = get_object_or_404(claim_rounds(), pk=pk)
    form = ClaimForm(posted(request))
    context = {
        "title": _("登记申报"),
        "lead": found.title,
        "submit_label": _("登记申报"),
        "facts": facts_of(found),
        "back": reverse("ledger:round", args=[found.pk]),
    }

    def file() -> HttpResponse:
        request_id = form.cleaned_data["request_id"]
        services.file_claim(
            by=request.actor, at=now(), request_id=request_id, claim_round=found, claim=form.claim()
        )
        return redirect("ledger:round", found.pk)

    return _answered(request, form, file, context)


@preparer_page
def allot(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to give the line out as the round's page shows it."""
    found: ClaimRound = get_object_or_404(claim_rounds(), pk=pk)
    return answer_money_form(
        request,
        AllotClaimsForm(posted(request), about=found),
        command="allot_claims",
        context={
            "title": _("同比例分配"),
            "facts": facts_of(found),
            "back": reverse("ledger:round", args=[found.pk]),
        },
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    require(can_prepare(request.actor), GATHER)
    found = get_object_or_404(claim_rounds(), pk=pk)
    reason = request.POST.get("reason", "")
    services.withdraw_round(by=request.actor, at=now(), claim_round=found, reason=reason)
    return redirect("ledger:round", pk)


@require_POST
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    require(can_prepare(request.actor), GATHER)
    found: Claim = get_object_or_404(Claim.objects.select_related("round"), pk=pk)
    reason = request.POST.get("reason", "")
    services.withdraw_claim(by=request.actor, at=now(), claim=found, reason=reason)
    return redirect("ledger:round", found.round_id)


def _answered(
    request: HttpRequest, form: Form, act: Callable[[], HttpResponse], context: Mapping[str, object]
) -> HttpResponse:
    """The form again with the refusal above it, or wherever ``act`` leads."""
    status = INVALID if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except NotAllowed:
            raise
        except Refusal as refusal:
            context, status = {**context, "refusal": refusal}, status_of(refusal)
    return render(request, "ledger/round_form.html", {**context, "form": form}, status=status)
