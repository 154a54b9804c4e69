"""The sealed pool, the panels and how far they are, and who replaces whom."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.access import can_manage
from kechuang.reviews.forms.running import LATE, ReplacementForm
from kechuang.reviews.models import Assignment
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.interventions import asked_of_panels
from kechuang.reviews.presenting.rounds import phase_strip, sections
from kechuang.reviews.selectors import (
    commitments_of,
    find_managed_seat,
    find_overseen_round,
    panel_of,
    pool_seen_by,
    progress_of,
    submissions_seen_by,
)
from kechuang.reviews.states import STANDING, InterventionKind, Phase
from kechuang.reviews.views.answering import answer, or_404
from kechuang.reviews.views.interventions import tell_successor

RUNNING = (Phase.ASSIGNED, Phase.SCORING)


@require_safe
def pool(request: HttpRequest, code: str) -> HttpResponse:
    found = or_404(find_overseen_round, request.actor, code, Thing.POOL)
    context = {
        "round": found,
        "strip": phase_strip(found),
        "sections": sections(request.actor, found),
        "commitments": commitments_of(request.actor, found).items(),
        "members": pool_seen_by(request.actor, found),
    }
    return render(request, "reviews/pool.html", context)


@require_safe
def panels(request: HttpRequest, code: str) -> HttpResponse:
    """Every seat with its expert; who has reported is not told before the opening."""
    found = or_404(find_overseen_round, request.actor, code, Thing.PANELS)
    progress = {one.label: one for one in progress_of(request.actor, found)}
    submissions = submissions_seen_by(request.actor, found)
    seats = [
        (one, progress.get(one.label), _seats(panel_of(request.actor, one))) for one in submissions
    ]
    context = {
        "round": found,
        "strip": phase_strip(found),
        "sections": sections(request.actor, found),
        "panels": seats,
        "may_replace": can_manage(request.actor, found) and found.phase in RUNNING,
        "asked": asked_of_panels(request.actor, found),
    }
    return render(request, "reviews/panels.html", context)


@form_page
def replace(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give up the seat of one whose report is overdue, or ask another officer to agree; the same
    draw names the next."""
    found = or_404(find_managed_seat, request.actor, key)
    form = ReplacementForm(posted(request))

    def act() -> HttpResponse:
        told = form.cleaned_data
        if told["cause"] == LATE:
            successor = services.replace_reviewer(
                by=request.actor, at=now(), assignment=found, reason=told["reason"]
            )
            tell_successor(request, successor)
        else:
            _ask(request, found, InterventionKind(told["cause"]), told["reason"])
        return redirect("reviews:panels", found.submission.round.code)

    return answer(request, form, act, template="reviews/replace.html", seat=found)


@require_POST
def fill(request: HttpRequest, key: UUID) -> HttpResponse:
    """Try a vacant seat again."""
    found = or_404(find_managed_seat, request.actor, key)
    services.fill_vacancy(by=request.actor, at=now(), assignment=found)
    messages.success(request, _("空缺席位已补足。"))
    return redirect("reviews:panels", found.submission.round.code)


def _seats(rows: list[Assignment]) -> list[dict[str, object]]:
    """A seat is vacant when it was given up and nobody came in its place."""
    replaced = {row.replaces_id for row in rows}
    return [
        {
            "row": row,
            "is_gone": row.state not in STANDING,
            "is_vacant": row.state not in STANDING and row.pk not in replaced,
        }
        for row in rows
    ]


def _ask(request: HttpRequest, seat: Assignment, kind: InterventionKind, reason: str) -> None:
    services.ask_intervention(
        by=request.actor,
        at=now(),
        submission=seat.submission,
        expert=seat.expert,
        kind=kind,
        reason=reason,
    )
    messages.success(request, _("已提出，须由另一人批准。"))
