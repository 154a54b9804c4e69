"""The expert's desk: what is to be judged, until when, and who was told one's name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.listing import attachment
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.files import storage
from kechuang.reviews import services
from kechuang.reviews.forms.scoring import ScoreForm
from kechuang.reviews.models import Assignment
from kechuang.reviews.presenting.reports import shown_marks
from kechuang.reviews.selectors import (
    blind_copies_of,
    copy_for,
    duties_of,
    find_own_seat,
    notes_of,
    own_report,
    own_unblindings,
    reports_of,
)
from kechuang.reviews.states import AssignmentState, Phase
from kechuang.reviews.views.answering import answer, or_404


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Open duties first, soonest due first."""
    duties = duties_of(request.actor, at=now())
    context = {
        "open": [duty for duty in duties if duty.is_due],
        "others": [duty for duty in duties if not duty.is_due],
        "told": own_unblindings(request.actor),
    }
    return render(request, "reviews/desk.html", context)


@form_page
def seat(request: HttpRequest, key: UUID) -> HttpResponse:
    """The score sheet; filled in, looked over once more, then handed in for good."""
    found = or_404(find_own_seat, request.actor, key)
    criteria = list(found.submission.round.criteria.all())
    is_open = _is_open(found)
    form = ScoreForm(criteria, posted(request) if is_open else None)
    context = {**_material(request, found), "form": form if is_open else None}
    if not form.is_bound or "again" in request.POST:
        return render(request, "reviews/seat.html", context)
    if "hand_in" not in request.POST and form.is_valid():
        return render(request, "reviews/check.html", context)

    def hand_in() -> HttpResponse:
        services.submit_report(by=request.actor, at=now(), assignment=found, **form.content)
        messages.success(request, _("评审意见已提交并封存，开封前任何人都读不到。"))
        return redirect("reviews:desk")

    return answer(request, form, hand_in, template="reviews/seat.html", **_material(request, found))


@form_page
def recuse(request: HttpRequest, key: UUID) -> HttpResponse:
    """Step aside from one's own seat, with the reason."""
    found = or_404(find_own_seat, request.actor, key)
    form = ReasonForm(posted(request))

    def step_aside() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.recuse_reviewer(by=request.actor, at=now(), assignment=found, reason=reason)
        messages.success(request, _("已回避，席位将由同一次抽签递补。"))
        return redirect("reviews:desk")

    return answer(request, form, step_aside, template="reviews/recuse.html", seat=found)


@require_safe
def copy(request: HttpRequest, key: UUID) -> HttpResponse:
    """A blind copy, as a download."""
    file = or_404(copy_for, request.actor, key)
    return attachment(storage.get(file.digest), name=file.name, media_type=file.media_type)


def _is_open(found: Assignment) -> bool:
    return found.state == AssignmentState.ASSIGNED and found.submission.round.phase == Phase.SCORING


def _material(request: HttpRequest, found: Assignment) -> dict[str, object]:
    submission, actor = found.submission, request.actor
    criteria = list(submission.round.criteria.all())
    own = own_report(actor, found)
    others = [one for one in reports_of(actor, submission, at=now()) if not one.is_own]
    return {
        "seat": found,
        "may_recuse": found.state == AssignmentState.ASSIGNED
        and submission.round.phase in (Phase.ASSIGNED, Phase.SCORING),
        "copies": blind_copies_of(actor, submission),
        "own": shown_marks(own, criteria) if own else None,
        "others": [shown_marks(one, criteria) for one in others],
        "notes": notes_of(actor, submission),
    }
