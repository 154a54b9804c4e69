"""Whom applicants ask not to be judged by, and whom the officer finds to be meant."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kechuang.base.clock import now
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.access import can_manage
from kechuang.reviews.forms.exclusions import RulingForm
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.rounds import phase_strip, sections
from kechuang.reviews.selectors import (
    exclusions_seen_by,
    find_managed_round,
    find_overseen_round,
    named_exclusions_seen_by,
    possible_experts,
)
from kechuang.reviews.states import Phase
from kechuang.reviews.views.answering import answer, or_404


@form_page
def exclusions(request: HttpRequest, code: str) -> HttpResponse:
    """Requests in words with who may be meant, and everybody who is excluded by now."""
    found = or_404(find_overseen_round, request.actor, code, Thing.CONFLICTS)
    if request.method == "POST":
        or_404(find_managed_round, request.actor, code)
    named = named_exclusions_seen_by(request.actor, found)
    waiting = [one for one in named if not hasattr(one, "ruling")]
    form = RulingForm(waiting, posted(request))

    def rule() -> HttpResponse:
        services.rule_on_exclusion(by=request.actor, at=now(), **form.content)
        messages.success(request, _("回避请求已核定。"))
        return redirect("reviews:exclusions", code)

    may_rule = can_manage(request.actor, found) and found.phase == Phase.PREPARING
    return answer(
        request,
        form,
        rule,
        template="reviews/exclusions.html",
        round=found,
        strip=phase_strip(found),
        sections=sections(request.actor, found),
        waiting=[(one, possible_experts(one)) for one in waiting],
        settled=[one for one in named if hasattr(one, "ruling")],
        excluded=exclusions_seen_by(request.actor, found),
        may_rule=may_rule and bool(waiting),
    )
