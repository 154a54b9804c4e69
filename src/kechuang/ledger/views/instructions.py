"""The four-eyes desk: what waits for a second person, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.errors import Refusal, Text, require
from kechuang.base.listing import RegistryList
from kechuang.design.refusals import status_of
from kechuang.ledger.access import can_approve, can_read_books, is_person
from kechuang.ledger.filters.instructions import InstructionFilter
from kechuang.ledger.forms.deciding import DeclineForm
from kechuang.ledger.forms.lifting import LiftingForm, RowLiftingForm
from kechuang.ledger.models import Grant, Instruction
from kechuang.ledger.presenting.instructions import described
from kechuang.ledger.presenting.plans import plan_view
from kechuang.ledger.refusals import ChangedSince
from kechuang.ledger.selectors.claim_rounds import claim_rounds, stopped_rows, working_of
from kechuang.ledger.selectors.instructions import (
    listed_instructions,
    rehearsed_changes,
    waiting_instructions,
    with_effects,
)
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    grant_plan_of,
    withdraw_instruction,
)
from kechuang.ledger.states import InstructionState, RoundState
from kechuang.ledger.tables.instructions import InstructionTable

READ = Text("查看资金指令", "read money instructions")
PER_PAGE = 10


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the oldest first, with what it would do to the accounts."""
    require(can_read_books(request.actor), READ)
    page = Paginator(waiting_instructions(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "asked": [(each, _is_own(request, each.instruction)) for each in with_effects(page)],
        "may_approve": can_approve(request.actor),
    }
    return render(request, "ledger/waiting.html", context)


class InstructionList(RegistryList):
    """Every instruction ever prepared; ``?mine=on`` keeps one's own."""

    table_class = InstructionTable
    filterset_class = InstructionFilter
    template_name = "ledger/instructions.html"
    list_title = _("资金指令")

    def get_queryset(self) -> QuerySet[Instruction]:
        require(can_read_books(self.request.actor), READ)
        return listed_instructions()


@require_safe
def instruction(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_POST
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Carry it out; when that is refused it still waits, and the page says why."""
    asked = _found(request, pk)
    require(can_approve(request.actor), Text("复核记账", "approve a posting"))
    try:
        form = _row_form(asked, request.POST) or LiftingForm(request.POST)
        lifting = form.given()
        approve_instruction(by=request.actor, at=now(), instruction=asked, lifting=lifting)
    except Refusal as refusal:
        return _page(request, asked, refusal=refusal)
    return redirect("ledger:instruction", pk)


@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = _found(request, pk)
    reason = request.POST.get("reason", "")
    decline_instruction(by=request.actor, at=now(), instruction=asked, reason=reason)
    return redirect("ledger:instruction", pk)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    withdraw_instruction(by=request.actor, at=now(), instruction=_found(request, pk))
    return redirect("ledger:instruction", pk)


def _found(request: HttpRequest, pk: UUID) -> Instruction:
    require(can_read_books(request.actor), READ)
    return get_object_or_404(listed_instructions(), pk=pk)


def _is_own(request: HttpRequest, asked: Instruction) -> bool:
    return is_person(request.actor, asked.prepared_by_id, asked.prepared_by_name)


def _page(
    request: HttpRequest, asked: Instruction, *, refusal: Refusal | None = None
) -> HttpResponse:
    waits = asked.state == InstructionState.PREPARED
    is_own = _is_own(request, asked)
    context = {
        "asked": with_effects([asked])[0],
        "history": history_of(asked),
        "refusal": refusal,
        "may_decide": waits and can_approve(request.actor) and not is_own,
        "may_withdraw": waits and is_own,
        "decline_form": DeclineForm(),
        **_content(asked),
    }
    if isinstance(refusal, ChangedSince):
        context["now_fen"] = refusal.posted["amount_fen"]
        context["changes_now"] = rehearsed_changes(refusal.posted)
    if waits and "view" in context:
        context["lifting_form"] = LiftingForm.about(context["view"].claim.seen)
    elif waits:
        context["lifting_form"] = _row_form(asked, request.POST or None)
    status = status_of(refusal) if refusal else 200
    return render(request, "ledger/instruction.html", context, status=status)


def _row_form(asked: Instruction, data: QueryDict | None) -> RowLiftingForm | None:
    """Asks of each claim of a round that is stopped; None where none is."""
    if asked.command != "allot_claims":
        return None
    found = claim_rounds().filter(pk=asked.content["round"], state=RoundState.OPEN).first()
    stopped = stopped_rows(working_of(found)) if found else []
    return RowLiftingForm(data, stopped=stopped) if stopped else None


def _content(asked: Instruction) -> dict[str, Any]:
    if asked.command != "agree_grant":
        return {"facts": described(asked)}
    own = (
        asked.voucher
        and Grant.objects.filter(shares__obligation__credits__voucher=asked.voucher).first()
    )
    return {"view": plan_view(grant_plan_of(asked), own=own or None)}
