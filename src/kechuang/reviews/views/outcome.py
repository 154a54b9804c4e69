"""After the opening: the ranking, and learning whose report it is by two people."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.forms.running import UnblindingForm
from kechuang.reviews.models import Report, Unblinding
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.drawings import ranks_drawn
from kechuang.reviews.presenting.rounds import phase_strip, sections
from kechuang.reviews.selectors import (
    find_overseen_round,
    find_report,
    knows_applicants,
    notes_of,
    ranking_of,
    unblindings_seen_by,
)
from kechuang.reviews.states import UnblindingState
from kechuang.reviews.views.answering import answer, or_404


@require_safe
def ranking(request: HttpRequest, code: str) -> HttpResponse:
    """Raw scores beside adjusted ones, and which ranks around the funding line are noise."""
    found = or_404(find_overseen_round, request.actor, code, Thing.RANKING)
    ranked, language = ranking_of(request.actor, found), get_language() or "zh-hans"
    rows = [
        {
            "ranked": one,
            "score": f"{float(one.score):.2f}",
            "adjusted": f"{one.adjusted:.2f}",
            "is_funded": one.rank <= found.funded,
            "title": one.submission.title
            if knows_applicants(request.actor, one.submission)
            else "",
            "notes": notes_of(request.actor, one.submission),
        }
        for one in ranked
    ]
    context = {
        "round": found,
        "strip": phase_strip(found),
        "sections": sections(request.actor, found),
        "rows": rows,
        "unsure": sum(one.interval.is_noise for one in ranked),
        "chart": ranks_drawn(ranked, funded=found.funded, language=language) if ranked else None,
    }
    return render(request, "reviews/ranking.html", context)


@require_safe
def unblindings(request: HttpRequest, code: str) -> HttpResponse:
    """Every request of the round, with what waits for a second person."""
    found = or_404(find_overseen_round, request.actor, code, Thing.UNBLINDINGS)
    at = now()
    asked = [
        {
            "row": one,
            "label": one.report.assignment.submission.label,
            "is_waiting": one.state == UnblindingState.ASKED,
            "may_decide": one.state == UnblindingState.ASKED
            and one.asked_by_id != request.actor.account_id,
            "is_open": one.is_open(at),
        }
        for one in unblindings_seen_by(request.actor, found)
    ]
    context = {
        "round": found,
        "strip": phase_strip(found),
        "sections": sections(request.actor, found),
        "asked": asked,
    }
    return render(request, "reviews/unblindings.html", context)


@form_page
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask to learn whose report it is, with the reason and for how long."""
    report = or_404(find_report, request.actor, key)
    form = UnblindingForm(posted(request))

    def ask_for_it() -> HttpResponse:
        told = form.cleaned_data
        services.ask_unblinding(by=request.actor, at=now(), report=report, **told)
        messages.success(request, _("已提出，须由另一人批准。"))
        return redirect("reviews:unblindings", _code(report))

    title = _("申请揭示评审人身份：{label}").format(label=report.assignment.submission.label)
    return answer(
        request,
        form,
        ask_for_it,
        title=title,
        submission=report.assignment.submission,
        submit_label=_("提出申请"),
    )


@require_POST
def approve(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let the asker read the name; by another person only."""
    report = or_404(find_report, request.actor, key)
    asked = or_404(_waiting, report)
    services.approve_unblinding(by=request.actor, at=now(), asked=asked)
    return redirect("reviews:unblindings", _code(report))


@form_page
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    report = or_404(find_report, request.actor, key)
    asked = or_404(_waiting, report)
    form = ReasonForm(posted(request))

    def say_no() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.refuse_unblinding(by=request.actor, at=now(), asked=asked, reason=reason)
        return redirect("reviews:unblindings", _code(report))

    return answer(
        request,
        form,
        say_no,
        title=_("驳回揭示申请"),
        submission=report.assignment.submission,
        submit_label=_("驳回"),
    )


def _waiting(report: Report) -> Unblinding:
    """The oldest request about the report that nobody has decided."""
    return report.unblindings.filter(state=UnblindingState.ASKED).order_by("pk")[:1].get()


def _code(report: Report) -> str:
    return report.assignment.submission.round.code
