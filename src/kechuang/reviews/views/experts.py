"""The register of experts, for the bureau; an expert's own entry, for the expert."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.reviews import services
from kechuang.reviews.access import (
    can_confirm,
    can_keep_experts,
    can_read_experts,
    can_state_about,
    is_oneself,
)
from kechuang.reviews.filters import ExpertFilter
from kechuang.reviews.forms.experts import BlockForm, ExpertForm, StatementForm
from kechuang.reviews.models import Expert
from kechuang.reviews.presenting.experts import facts_of, statements_of, track_of
from kechuang.reviews.selectors import find_expert, last_invitation, listed_experts, track_record
from kechuang.reviews.states import ExpertState
from kechuang.reviews.tables import ExpertTable
from kechuang.reviews.views.answering import answer, or_404

READ = Text("查看专家库", "see the register of experts")
KEEP = Text("登记专家", "register experts")


class ExpertList(RegistryList):
    table_class = ExpertTable
    filterset_class = ExpertFilter
    template_name = "reviews/experts.html"
    list_title = gettext_lazy("评审专家库")

    def get_queryset(self) -> QuerySet[Expert]:
        require(can_read_experts(self.request.actor), READ)
        return listed_experts(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        may_register = can_keep_experts(self.request.actor)
        return super().get_context_data(**known, may_register=may_register)


@form_page
def register(request: HttpRequest) -> HttpResponse:
    """Enter an expert, whom somebody confirms afterwards."""
    require(can_keep_experts(request.actor), KEEP)
    form = ExpertForm(posted(request))

    def enter() -> HttpResponse:
        made = services.register_expert(by=request.actor, at=now(), expert=form.content)
        return redirect("reviews:expert", made.pk)

    return answer(request, form, enter, template="reviews/register.html")


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The reader's own entry; without one, what to do."""
    found = Expert.objects.filter(account_id=request.actor.account_id).first()
    if found is None:
        return render(request, "reviews/no_entry.html")
    return _page(request, found)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert: statements with source and day, load and reliability as separate facts."""
    return _page(request, or_404(find_expert, request.actor, pk))


@form_page
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Append what a source says."""
    found = or_404(find_expert, request.actor, pk)
    or_404(_stated_by, request, found)
    form = StatementForm(posted(request), is_own=is_oneself(request.actor, found))

    def keep() -> HttpResponse:
        services.state_about_expert(by=request.actor, at=now(), expert=found, **form.content)
        messages.success(request, _("已登记；更正请再登记一条，原记录保留。"))
        return _back(request, found)

    return answer(request, form, keep, template="reviews/state.html", expert=found)


@form_page
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Days on which the expert cannot review."""
    found = or_404(find_expert, request.actor, pk)
    or_404(_stated_by, request, found)
    form = BlockForm(posted(request))

    def keep() -> HttpResponse:
        services.block_dates(by=request.actor, at=now(), expert=found, **form.cleaned_data)
        return _back(request, found)

    return answer(request, form, keep, template="reviews/block.html", expert=found)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = or_404(find_expert, request.actor, pk)
    services.confirm_expert(by=request.actor, at=now(), expert=found)
    return redirect("reviews:expert", pk)


@form_page
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    found = or_404(find_expert, request.actor, pk)
    require(can_keep_experts(request.actor), Text("暂停专家", "suspend experts"))
    form = ReasonForm(posted(request))

    def suspend_now() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        services.suspend_expert(by=request.actor, at=now(), expert=found, reason=reason)
        return redirect("reviews:expert", pk)

    return answer(request, form, suspend_now, template="reviews/suspend.html", expert=found)


def _page(request: HttpRequest, found: Expert) -> HttpResponse:
    """History and track are the bureau's: an expert's own page tells of no panel."""
    actor = request.actor
    reads_register = can_read_experts(actor)
    context = {
        "expert": found,
        "is_own": is_oneself(actor, found),
        "facts": facts_of(found),
        "statements": statements_of(found),
        "blocked": found.blocked.all(),
        "track": track_of(track_record(found)) if reads_register else [],
        "history": history_of(found) if reads_register else [],
        "reads_register": reads_register,
        "may_state": can_state_about(actor, found),
        "may_confirm": can_confirm(actor, found) and found.state != ExpertState.CONFIRMED,
        "may_invite": can_keep_experts(actor) and not found.is_email_confirmed,
        "invitation": last_invitation(found) if reads_register else None,
        "may_suspend": can_keep_experts(actor) and found.state != ExpertState.SUSPENDED,
    }
    return render(request, "reviews/expert.html", context)


def _stated_by(request: HttpRequest, found: Expert) -> Expert:
    if not can_state_about(request.actor, found):
        raise Expert.DoesNotExist
    return found


def _back(request: HttpRequest, found: Expert) -> HttpResponse:
    if is_oneself(request.actor, found):
        return redirect("reviews:own")
    return redirect("reviews:expert", found.pk)
