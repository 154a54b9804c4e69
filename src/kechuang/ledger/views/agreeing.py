"""A new grant: filled in row by row, previewed with its split, prepared for a second person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BaseFormSet, Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from kechuang.base.clock import now
from kechuang.base.errors import Refusal
from kechuang.ledger.forms.grant_rows import MOST_ROWS, FundFormSet, TrancheFormSet
from kechuang.ledger.forms.grants import GrantForm
from kechuang.ledger.presenting.plans import plan_view
from kechuang.ledger.selectors.instructions import rehearsed_changes
from kechuang.ledger.services import GrantPlan
from kechuang.ledger.services.checks import check_plan
from kechuang.ledger.services.instructions import rehearse
from kechuang.ledger.views.asking import prepare, preparer_page, shown_refusal, status_for

COMMAND = "agree_grant"
ROWS = {"add_fund": "funds", "add_tranche": "tranches"}
PREFILLED = (
    "party", "title", "ground_kind", "ground", "ground_words", "decision", "entitlement", "clause",
    "scheme",
)  # fmt: skip
Parts = tuple[GrantForm, Any, Any]


@preparer_page
def agree(request: HttpRequest) -> HttpResponse:
    """``step`` says which button was pressed: one more row, the preview, or prepare."""
    if request.method != "POST":
        return _page(request, _blank(request.GET))
    step = request.POST.get("step", "preview")
    if step in ROWS:
        return _page(request, _with_one_more(request.POST, ROWS[step]))
    parts = form, funds, tranches = _filled(request.POST)
    if not all([form.is_valid(), funds.is_valid(), tranches.is_valid()]):
        return _page(request, parts, status=422)
    return _answer(request, parts, form.plan(funds, tranches), step)


def _answer(request: HttpRequest, parts: Parts, plan: GrantPlan, step: str) -> HttpResponse:
    form = parts[0]
    content = form.content_of(plan)
    try:
        check_plan(plan)
        if step == "prepare":
            return redirect("ledger:instruction", prepare(request, form, COMMAND, content).pk)
        foreseen = rehearse(
            by=request.actor,
            at=now(),
            on=form.day,
            request_id=form.cleaned_data["request_id"],
            command=COMMAND,
            content=content,
        )
    except Refusal as refused:
        refusal = shown_refusal(request, form, refused)
        view = plan_view(plan) if plan.tranches and _is_splittable(plan) else None
        return _page(request, parts, status=status_for(form, refusal), refusal=refusal, view=view)
    changes = rehearsed_changes(foreseen)
    return _page(request, parts, view=plan_view(plan), foreseen=changes)


def _is_splittable(plan: GrantPlan) -> bool:
    amounts = [tranche.amount_fen for tranche in plan.tranches]
    return min(amounts) > 0 and any(fund.weight > 0 for fund in plan.funds)


def _page(
    request: HttpRequest, parts: Parts, *, status: int = 200, **context: object
) -> HttpResponse:
    form, funds, tranches = parts
    context |= {"form": form, "funds": funds, "tranches": tranches}
    return render(request, "ledger/grant_form.html", context, status=status)


def _blank(asked: Mapping[str, str]) -> Parts:
    """What a link from elsewhere knows is filled in already."""
    initial = {name: asked[name] for name in PREFILLED if asked.get(name)}
    first = [{"amount_fen": asked["amount"]}] if asked.get("amount") else []
    return (
        GrantForm(initial=initial),
        FundFormSet(prefix="funds"),
        TrancheFormSet(prefix="tranches", initial=first),
    )


def _filled(data: QueryDict) -> Parts:
    return (
        GrantForm(data),
        FundFormSet(data, prefix="funds"),
        TrancheFormSet(data, prefix="tranches"),
    )


def _with_one_more(data: QueryDict, prefix: str) -> Parts:
    """The same rows as they were typed and an empty one; nothing is judged yet."""
    form, funds, tranches = _filled(data)
    return (
        GrantForm(initial=_typed(form)),
        _retyped(FundFormSet, funds, has_more=prefix == "funds"),
        _retyped(TrancheFormSet, tranches, has_more=prefix == "tranches"),
    )


def _retyped(kind: Any, rows: Any, *, has_more: bool) -> BaseFormSet[Form]:
    typed = [_typed(form) for form in rows.forms]
    wanted = min(len(typed) + has_more, MOST_ROWS)
    fresh: BaseFormSet[Form] = kind(prefix=rows.prefix, initial=typed)
    fresh.extra = max(wanted - len(typed), 0)
    return fresh


def _typed(form: Form) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
