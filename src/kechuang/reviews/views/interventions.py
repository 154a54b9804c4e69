"""Deciding on what another officer asked to have done to a panel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.models import Assignment, Intervention
from kechuang.reviews.selectors import find_intervention
from kechuang.reviews.states import InterventionKind
from kechuang.reviews.views.answering import answer, or_404


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """By another person than who asked, only."""
    asked = or_404(find_intervention, request.actor, pk)
    successor = services.approve_intervention(by=request.actor, at=now(), asked=asked)
    if asked.kind == InterventionKind.CONFLICT:
        messages.success(request, _("利益冲突已登记，不能删除。"))
        return _back(asked)
    tell_successor(request, successor)
    return _back(asked)


@form_page
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    asked = or_404(find_intervention, request.actor, pk)
    form = ReasonForm(posted(request))

    def say_no() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.refuse_intervention(by=request.actor, at=now(), asked=asked, reason=reason)
        return _back(asked)

    return answer(
        request,
        form,
        say_no,
        title=_("驳回评审席位申请"),
        submission=asked.submission,
        submit_label=_("驳回"),
    )


def tell_successor(request: HttpRequest, successor: Assignment | None) -> None:
    """Say whether the same draw named somebody."""
    if successor:
        messages.success(request, _("已由同一次抽签递补。"))
    else:
        messages.warning(request, _("名单已用尽，席位空缺；评审量释放后可再补。"))


def _back(asked: Intervention) -> HttpResponse:
    is_conflict = asked.kind == InterventionKind.CONFLICT
    page = "reviews:conflicts" if is_conflict else "reviews:panels"
    return redirect(page, asked.submission.round.code)
