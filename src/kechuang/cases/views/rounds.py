"""Rounds: what goes on in them, one extension for all, and beginning a case."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal, Text, require
from kechuang.base.registry.forms import form_page
from kechuang.base.registry.standing import represented_parties, supervises_city
from kechuang.base.roles import Role
from kechuang.cases import services
from kechuang.cases.access import can_run_rounds
from kechuang.cases.connections import beginning_place
from kechuang.cases.forms.rounds import BeginningForm, ExtensionForm
from kechuang.cases.models import Round
from kechuang.cases.presenting.rounds import cases_by_state, extended_clocks, option_rows
from kechuang.cases.selectors import cases_seen_by, rounds
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.parties.models import Party
from kechuang.parties.selectors import listed_parties

READ, BEGIN = Text("查看轮次", "see the round"), Text("开始填报", "begin a case")
INVALID = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every round; who may begin a case does so from here."""
    listed = [(row, beginning_place(row)) for row in rounds()]
    context = {"rounds": listed, "may_see": _is_office(request)}
    return render(request, "cases/rounds.html", context)


@form_page
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The cases of a round by state; a POST extends one clock for all of them."""
    require(_is_office(request), READ)
    found = get_object_or_404(rounds(), code=code)
    form = ExtensionForm(posted(request), of_round=found)
    refusal = None
    if request.method == "POST":
        require(can_run_rounds(request.actor), Text("统一延期", "extend a clock for all"))
        if form.is_valid():
            try:
                _extend(request, found, form)
            except NotAllowed:
                raise
            except Refusal as refused:
                refusal = refused
            else:
                return redirect("cases:round", code)
    return _page(request, found, form, refusal)


@form_page
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """A new case for a party of one's own, or in one's own name."""
    require(request.actor.is_known, BEGIN)
    found = get_object_or_404(rounds(), code=code)
    form = BeginningForm(posted(request), parties=_own_parties(request))
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            case = services.begin_own_case(
                by=request.actor, at=now(), round=found, **form.cleaned_data
            )
        except NotAllowed:
            raise
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("cases:case", case.number)
    context = {"round": found, "form": form, "refusal": refusal, "place": beginning_place(found)}
    return render(request, "cases/begin.html", context, status=_status(form.errors, refusal))


def _page(
    request: HttpRequest, found: Round, form: ExtensionForm, refusal: Refusal | None
) -> HttpResponse:
    cases = cases_seen_by(request.actor).filter(round=found)
    language = get_language() or "zh-hans"
    total, closed = cases.count(), cases.filter(is_closed=True).count()
    context = {
        "round": found,
        "total": total,
        "closed": closed,
        "open": total - closed,
        "chart": cases_by_state(found, cases, language),
        "options": option_rows(found, language),
        "extensions": extended_clocks(found),
        "form": form,
        "may_extend": can_run_rounds(request.actor),
        "refusal": refusal,
    }
    return render(request, "cases/round.html", context, status=_status(form.errors, refusal))


def _extend(request: HttpRequest, found: Round, form: ExtensionForm) -> None:
    given = form.cleaned_data
    services.extend_clock(
        by=request.actor,
        at=now(),
        round=found,
        clock=given["clock"],
        why=given["why"],
        days=given["days"] or 0,
        until=given["until"],
    )


def _is_office(request: HttpRequest) -> bool:
    return bool(request.actor.has_role(Role.BUREAU, Role.AUDITOR))


def _own_parties(request: HttpRequest) -> QuerySet[Party]:
    if supervises_city(request.actor):
        return listed_parties().order_by("name")
    return listed_parties().filter(pk__in=represented_parties(request.actor))


def _status(errors: object, refusal: Refusal | None) -> int:
    if refusal is not None:
        return status_of(refusal)
    return INVALID if errors else 200
