"""What an officer settles before anybody is drawn: findings in the copies, and conflicts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kechuang.base.clock import now
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.access import can_manage
from kechuang.reviews.forms.running import ConflictForm, LeakForm
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.interventions import asked_of_conflicts
from kechuang.reviews.presenting.leaks import checked
from kechuang.reviews.presenting.rounds import phase_strip, sections
from kechuang.reviews.selectors import (
    blind_copies_of,
    conflicts_seen_by,
    find_managed_round,
    find_overseen_round,
    leaks_of,
    submissions_seen_by,
)
from kechuang.reviews.states import BEFORE_ASSIGNMENT, InterventionKind, LeakState, Phase
from kechuang.reviews.views.answering import answer, or_404

BEFORE_OPENING = (*BEFORE_ASSIGNMENT, Phase.ASSIGNED, Phase.SCORING)


@form_page
def leaks(request: HttpRequest, code: str) -> HttpResponse:
    """What the copies may still tell; chosen findings are let stand with a reason."""
    found = or_404(find_overseen_round, request.actor, code, Thing.LEAKS)
    if request.method == "POST":
        or_404(find_managed_round, request.actor, code)
    findings = leaks_of(request.actor, found)
    flagged = {one.pk: one for one in findings if one.state == LeakState.FLAGGED}
    form = LeakForm(list(flagged), posted(request))

    def accept() -> HttpResponse:
        chosen = [flagged[key] for key in form.cleaned_data["finding"]]
        reason = form.cleaned_data["reason"]
        services.accept_leaks(by=request.actor, at=now(), findings=chosen, reason=reason)
        return redirect("reviews:leaks", code)

    may_settle = can_manage(request.actor, found) and found.phase in BEFORE_ASSIGNMENT
    return answer(
        request,
        form,
        accept,
        template="reviews/leaks.html",
        round=found,
        strip=phase_strip(found),
        sections=sections(request.actor, found),
        flagged=len(flagged),
        may_settle=may_settle,
        checks=[
            checked(one, blind_copies_of(request.actor, one), findings)
            for one in submissions_seen_by(request.actor, found)
        ],
    )


@form_page
def conflicts(request: HttpRequest, code: str) -> HttpResponse:
    """Every conflict on record; one more is entered by hand, after the sealing by two."""
    found = or_404(find_overseen_round, request.actor, code, Thing.CONFLICTS)
    if request.method == "POST":
        or_404(find_managed_round, request.actor, code)
    form = ConflictForm(found, posted(request))

    def enter() -> HttpResponse:
        told = dict(form.cleaned_data)
        told["submission"] = found.submissions.get(label=told.pop("label"))
        if found.phase == Phase.PREPARING:
            services.enter_conflict(by=request.actor, at=now(), **told)
            messages.success(request, _("利益冲突已登记，不能删除。"))
        else:
            kind = InterventionKind.CONFLICT
            services.ask_intervention(by=request.actor, at=now(), kind=kind, **told)
            messages.success(request, _("已提出，须由另一人批准。"))
        return redirect("reviews:conflicts", code)

    return answer(
        request,
        form,
        enter,
        template="reviews/conflicts.html",
        round=found,
        strip=phase_strip(found),
        sections=sections(request.actor, found),
        conflicts=conflicts_seen_by(request.actor, found),
        asked=asked_of_conflicts(request.actor, found),
        may_enter=can_manage(request.actor, found) and found.phase in BEFORE_OPENING,
    )


@require_POST
def find_conflicts(request: HttpRequest, code: str) -> HttpResponse:
    """Look through the registers again."""
    found = or_404(find_managed_round, request.actor, code)
    count = services.find_round_conflicts(by=request.actor, at=now(), review_round=found)
    messages.success(request, _("核对完毕，新发现 {count} 条。").format(count=count))
    return redirect("reviews:conflicts", code)
