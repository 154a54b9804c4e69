"""One submission by its label: copies, reports once they are open, notes; for some its title."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.listing import attachment
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.files import storage
from kechuang.reviews import services
from kechuang.reviews.access import can_manage, visible
from kechuang.reviews.forms.running import NoteForm, RedactionForm
from kechuang.reviews.models import Submission
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.leaks import checked
from kechuang.reviews.presenting.reports import shown_marks
from kechuang.reviews.selectors import (
    blind_copies_of,
    find_original,
    find_submission,
    knows_applicants,
    leaks_of,
    notes_of,
    originals_of,
    reports_of,
)
from kechuang.reviews.states import BEFORE_ASSIGNMENT, Phase
from kechuang.reviews.views.answering import answer, or_404


@require_safe
def detail(request: HttpRequest, code: str, label: str) -> HttpResponse:
    found = or_404(find_submission, request.actor, code, label)
    actor, review_round = request.actor, found.round
    copies = blind_copies_of(actor, found)
    criteria = list(review_round.criteria.all())
    is_known = knows_applicants(actor, found)
    context = {
        "submission": found,
        "round": review_round,
        "is_known": is_known,
        "applicants": found.applicants.select_related("party") if is_known else [],
        "people": found.people.all() if is_known else [],
        "originals": originals_of(actor, found),
        "copies": copies,
        "check": checked(found, copies, leaks_of(actor, review_round)),
        "reports": [shown_marks(one, criteria) for one in reports_of(actor, found, at=now())],
        "notes": notes_of(actor, found),
        "may_note": _may_note(request, found),
        "may_redact": can_manage(actor, review_round) and review_round.phase in BEFORE_ASSIGNMENT,
        "may_ask": visible(actor, review_round, Thing.UNBLINDINGS),
    }
    return render(request, "reviews/submission.html", context)


@require_safe
def original(request: HttpRequest, code: str, label: str, number: int) -> HttpResponse:
    """A sealed original, for the officer."""
    found = or_404(find_submission, request.actor, code, label)
    file = or_404(find_original, request.actor, found, number).file
    return attachment(storage.get(file.digest), name=file.name, media_type=file.media_type)


@form_page
def redact(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """Make the blind copies, again where there are some, with further names replaced."""
    found = or_404(_managed, request, code, label)
    form = RedactionForm(posted(request))

    def make() -> HttpResponse:
        made = services.make_blind_copies(
            by=request.actor, at=now(), submission=found, more_names=form.names
        )
        messages.success(request, _("已制作 {count} 份匿名副本。").format(count=len(made)))
        return redirect("reviews:leaks", code)

    return answer(request, form, make, template="reviews/redact.html", submission=found)


@form_page
def note(request: HttpRequest, code: str, label: str) -> HttpResponse:
    """Keep what the panel said together."""
    found = or_404(_noting, request, code, label)
    form = NoteForm(posted(request))

    def keep() -> HttpResponse:
        text = form.cleaned_data["text"]
        services.note_consensus(by=request.actor, at=now(), submission=found, text=text)
        return redirect("reviews:submission", code, label)

    title = _("记录合议：{label}").format(label=label)
    return answer(request, form, keep, title=title, submission=found, submit_label=_("保存"))


def _managed(request: HttpRequest, code: str, label: str) -> Submission:
    found = find_submission(request.actor, code, label)
    if not can_manage(request.actor, found.round):
        raise Submission.DoesNotExist
    return found


def _noting(request: HttpRequest, code: str, label: str) -> Submission:
    found = find_submission(request.actor, code, label)
    if not _may_note(request, found):
        raise Submission.DoesNotExist
    return found


def _may_note(request: HttpRequest, found: Submission) -> bool:
    """Officers and those who reported, while the scores are open."""
    is_open = found.round.phase == Phase.OPENED
    is_seated = any(one.is_own for one in reports_of(request.actor, found, at=now()))
    return is_open and (is_seated or can_manage(request.actor, found.round))
