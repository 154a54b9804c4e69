"""Opening a year's plan from a place's option pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kechuang.base.clock import now, today
from kechuang.base.errors import NotAllowed, Refusal, require
from kechuang.base.registry.forms import form_page
from kechuang.cases.filling import Command, Questionnaire, ask, read_command, read_entries
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.selectors import procedure_of
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.engines.flow import Procedure, Value
from kechuang.programmes import services
from kechuang.programmes.access import can_open_programmes
from kechuang.programmes.forms.desk import ProgrammeForm
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.presenting.desk.clocks import clock_rows
from kechuang.programmes.presenting.desk.options import (
    chosen_otherwise,
    option_entries,
    option_form,
    option_lines,
    whole_inquiry,
)
from kechuang.programmes.selectors.rounds import place_packs
from kechuang.programmes.views.desk.answering import INVALID
from kechuang.programmes.views.desk.rounds import OPEN


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the options as a questionnaire, and the name of the plan."""

    sheet: Questionnaire
    form: ProgrammeForm
    options: dict[str, Value]
    is_asking: bool

    @property
    def is_ready(self) -> bool:
        """Nothing is wrong with it, and nobody only asked for another row."""
        return not self.is_asking and self.form.is_valid() and not self.sheet.complaints


@form_page
def open_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The pack's options with their bases, each of which the plan may set otherwise."""
    require(can_open_programmes(request.actor), OPEN)
    version = get_object_or_404(place_packs(), pk=pk)
    typed = _typed(request, procedure_of(version))
    if request.method == "POST" and typed.is_ready:
        try:
            programme = _opened(request, version, typed)
        except NotAllowed:
            raise
        except Refusal as refusal:
            return _page(request, version, typed, status_of(refusal), refusal=refusal)
        return redirect("programmes:desk_round", programme.code)
    is_refused = request.method == "POST" and not typed.is_asking
    return _page(request, version, typed, INVALID if is_refused else 200)


def _opened(request: HttpRequest, version: ProcedureVersion, typed: Typed) -> ProgrammeRound:
    return services.open_programme(
        by=request.actor,
        at=now(),
        version=version,
        options=typed.options,
        **typed.form.cleaned_data,
    )


def _typed(request: HttpRequest, procedure: Procedure) -> Typed:
    form, entries = option_form(procedure), option_entries(procedure)
    command = read_command(request.POST.get("do", ""))
    if request.method == "POST":
        entries = read_entries(form, request.POST, kept=entries)
        entries = command.applied(entries) if command else entries
    wanted: dict[str, int] = {}
    if command and command.command is Command.ADD:
        rows = entries.get(command.place.field)
        wanted = {command.place.field: (len(rows) if isinstance(rows, list) else 0) + 1}
    sheet = ask(procedure, form, entries, whole_inquiry(procedure), rows_wanted=wanted)
    named = ProgrammeForm(posted(request) if not command else None, initial=_initial(request))
    return Typed(
        sheet, named, chosen_otherwise(procedure, sheet.filled.values), command is not None
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What the plan was called so far, while somebody adds a row to an option."""
    return {"year": today().year, **request.POST.dict()}


def _page(
    request: HttpRequest, version: ProcedureVersion, typed: Typed, status: int, **more: Any
) -> HttpResponse:
    procedure = procedure_of(version)
    context = {
        "version": version,
        "procedure": procedure,
        "form": typed.form,
        "sheet": typed.sheet,
        "lines": option_lines(procedure, typed.sheet),
        "save_url": request.path,
        "clocks": clock_rows(procedure, {**procedure.default_options, **typed.options}),
        **more,
    }
    return render(request, "programmes/desk/open.html", context, status=status)
