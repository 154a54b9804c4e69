"""Rounds, and one of them for each kind of reader."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.actors import Actor
from kechuang.base.clock import now
from kechuang.reviews import services
from kechuang.reviews.access import can_manage, oversees
from kechuang.reviews.forms.running import FewerForm, PublicWordForm
from kechuang.reviews.models import ReviewRound
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.rounds import is_drawn, phase_strip, rules_of, sections
from kechuang.reviews.selectors import (
    expertise_scores,
    find_managed_round,
    find_round,
    knows_applicants,
    leaks_of,
    own_assignments,
    progress_of,
    rounds_seen_by,
    submissions_seen_by,
    without_copies,
)
from kechuang.reviews.states import BEFORE_ASSIGNMENT, LeakState, Phase
from kechuang.reviews.views.answering import or_404


@require_safe
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """The rounds of which the reader may know."""
    return render(request, "reviews/rounds.html", {"rounds": rounds_seen_by(request.actor)})


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """For those who watch over the round all of it; for others their own part."""
    found = or_404(find_round, request.actor, code)
    actor = request.actor
    is_overseer = oversees(actor, found, Thing.APPLICANTS)
    context = {
        "round": found,
        "strip": phase_strip(found),
        "rules": rules_of(found),
        "sections": sections(actor, found),
        "submissions": _lines(actor, found),
        "duties": own_assignments(actor, found),
        "progress": progress_of(actor, found),
        "flagged": sum(leak.state == LeakState.FLAGGED for leak in leaks_of(actor, found)),
        "is_overseer": is_overseer,
        "history": history_of(found) if is_overseer else [],
        **_next_step(actor, found),
    }
    return render(request, "reviews/round.html", context)


@require_POST
def seal(request: HttpRequest, code: str) -> HttpResponse:
    found = or_404(find_managed_round, request.actor, code)
    services.seal_pools(by=request.actor, at=now(), review_round=found)
    messages.success(request, _("名单与种子已封存，承诺值已公布。"))
    return redirect("reviews:pool", code)


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Draw or assign, as the round's own rule says."""
    found = or_404(find_managed_round, request.actor, code)
    if is_drawn(found):
        word = request.POST.get("public_word", "")
        services.draw_panels(by=request.actor, at=now(), review_round=found, public_word=word)
    else:
        scores = expertise_scores(found)
        services.assign_panels(by=request.actor, at=now(), review_round=found, scores=scores)
    messages.success(request, _("评审席位已分派。"))
    return redirect("reviews:panels", code)


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    found = or_404(find_managed_round, request.actor, code)
    services.start_scoring(by=request.actor, at=now(), review_round=found)
    messages.success(request, _("评审已开始。"))
    return redirect("reviews:round", code)


@require_POST
def open_scores(request: HttpRequest, code: str) -> HttpResponse:
    found = or_404(find_managed_round, request.actor, code)
    reason = request.POST.get("fewer_because", "")
    services.open_scores(by=request.actor, at=now(), review_round=found, fewer_because=reason)
    messages.success(request, _("全部评分已一次开封。"))
    return redirect("reviews:ranking", code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    found = or_404(find_managed_round, request.actor, code)
    services.close_review_round(by=request.actor, at=now(), review_round=found)
    messages.success(request, _("本轮已结束，抽签记录已公开。"))
    return redirect("reviews:round", code)


def _lines(actor: Actor, found: ReviewRound) -> list[dict[str, object]]:
    """Each submission, with its title only where the reader may know it."""
    return [
        {"label": one.label, "title": one.title if knows_applicants(actor, one) else ""}
        for one in submissions_seen_by(actor, found)
    ]


def _next_step(actor: Actor, found: ReviewRound) -> dict[str, object]:
    if not can_manage(actor, found):
        return {}
    draw_or_assign = _("抽取评审专家") if is_drawn(found) else _("按专长分派评审专家")
    steps: dict[str, tuple[str, str, object]] = {
        Phase.PREPARING: ("seal", _("核对冲突并封存名单"), None),
        Phase.SEALED: ("assign", draw_or_assign, PublicWordForm() if is_drawn(found) else None),
        Phase.ASSIGNED: ("start", _("开始评审"), None),
        Phase.SCORING: ("open_scores", _("开封全部评分"), FewerForm()),
        Phase.OPENED: ("close", _("结束本轮"), None),
    }
    if found.phase not in steps:
        return {}
    name, label, form = steps[found.phase]
    bare = without_copies(found) if found.phase in BEFORE_ASSIGNMENT else []
    return {
        "step_url": f"reviews:{name}",
        "step_label": label,
        "step_form": form,
        "uncopied": bare,
    }
