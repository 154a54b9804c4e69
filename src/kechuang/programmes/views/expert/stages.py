"""Stages that an expert was invited to judge: read, scored once, or declined."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.listing import attachment
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import answer, posted
from kechuang.programmes.forms.projects.stages import SheetsForm
from kechuang.programmes.models.execution import StageInvitation
from kechuang.programmes.presenting.expert.stages import duty_of, label_of, own_sheets
from kechuang.programmes.selectors.execution.copies import paper_of
from kechuang.programmes.selectors.execution.material import (
    find_own_stage,
    material_of,
    own_stages,
)
from kechuang.programmes.selectors.execution.stages import Stage, stage_criteria
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.finding import or_404


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the expert first."""
    duties = sorted(map(duty_of, own_stages(request.actor)), key=lambda duty: not duty.is_waiting)
    return render(request, "programmes/expert/stages.html", {"duties": duties})


@form_page
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is to be judged, with the sheets; handed in for good."""
    found = or_404(find_own_stage, request.actor, key)
    stage, lanes = Stage.of(found), material_of(found)
    form = SheetsForm(lanes, stage_criteria(stage.item), posted(request))

    def hand_in() -> HttpResponse:
        execution.submit_sheets(by=request.actor, at=now(), invitation=found, sheets=form.sheets)
        messages.success(request, _("评分已封存；所有受邀专家答复后一并开封。"))
        return redirect("programmes:stage", key)

    labels = [(label_of(stage, lane), lane, fields) for lane, fields in form.rows]
    context = {
        "duty": duty_of(found),
        "stage": stage,
        "lanes": labels,
        "own": own_sheets(found, lanes),
    }
    return answer(request, form, hand_in, template="programmes/expert/stage.html", **context)


@form_page
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say no, with the reason; what was to be judged is no longer shown."""
    found = or_404(find_own_stage, request.actor, key)
    form = ReasonForm(posted(request))

    def say_no() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        execution.decline_stage(by=request.actor, at=now(), invitation=found, reason=reason)
        messages.success(request, _("已谢绝。"))
        return redirect("programmes:stages")

    context = {"duty": duty_of(found)}
    return answer(request, form, say_no, template="programmes/expert/decline.html", **context)


@require_safe
def paper(request: HttpRequest, key: UUID, place: int, number: int) -> HttpResponse:
    """One file of one lane, without names where the stage is blind."""
    found: StageInvitation = or_404(find_own_stage, request.actor, key)
    files = {lane.place: lane.files for lane in material_of(found)}.get(place, ())
    if not 1 <= number <= len(files):
        raise Http404
    given = paper_of(found, files[number - 1], number)
    return attachment(given.content, name=given.name, media_type=given.media_type)
