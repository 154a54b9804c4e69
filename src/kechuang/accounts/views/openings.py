"""Pages of openings (破窗查阅): for those who open, for auditors, and for the party looked into."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kechuang.accounts import access, selectors, services
from kechuang.accounts.filters import OpeningFilter
from kechuang.accounts.forms import OpeningForm
from kechuang.accounts.models import BreakGlass
from kechuang.accounts.tables import OpeningTable
from kechuang.accounts.views.answering import answer
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted

SEE = Text("查看破窗查阅记录", "see who opened restricted records")


class OpeningList(RegistryList):
    table_class = OpeningTable
    filterset_class = OpeningFilter
    template_name = "accounts/openings.html"
    list_title = gettext_lazy("破窗查阅记录")

    def get_queryset(self) -> QuerySet[BreakGlass]:
        require(access.can_break_glass(self.request.actor), SEE)
        return selectors.openings_seen_by(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        is_auditor = access.can_see_every_opening(self.request.actor)
        return super().get_context_data(**known, sees_all=is_auditor)


@form_page
def open_records(request: HttpRequest) -> HttpResponse:
    """Open the restricted records of one party, with the reason written down."""
    require(access.can_break_glass(request.actor), Text("破窗查阅", "open restricted records"))
    form = OpeningForm(posted(request), initial={"party": request.GET.get("party", "")})

    def open_them() -> HttpResponse:
        opening = services.open_restricted_records(by=request.actor, at=now(), **form.cleaned_data)
        messages.success(request, _("已打开；该单位会看到是谁、为什么、看了什么。"))
        return redirect("opened_party", opening.party_id)

    return answer(
        request,
        form,
        open_them,
        template="accounts/open_records.html",
        title=_("破窗查阅"),
        submit_label=_("打开"),
    )


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening: who, why, until when, and every page that was read by it."""
    opening = get_object_or_404(BreakGlass.objects.select_related("party", "user"), pk=pk)
    actor = request.actor
    is_seen = access.can_close(actor, opening) or access.can_see_openings_of(
        actor, opening.party_id
    )
    require(is_seen, SEE)
    context = {
        "opening": opening,
        "looks": selectors.looks_into(opening),
        "may_close": access.can_close(actor, opening) and opening.is_open(now()),
    }
    return render(request, "accounts/opening.html", context)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the right back before its time."""
    opening = get_object_or_404(BreakGlass, pk=pk)
    services.close_restricted_records(by=request.actor, at=now(), opening=opening)
    return redirect("accounts:openings")


@require_safe
def looks(request: HttpRequest, pk: int) -> HttpResponse:
    """For one party: who opened its restricted records, when, why, and what was read."""
    party = get_object_or_404(selectors.registered_parties(), pk=pk)
    require(access.can_see_openings_of(request.actor, pk), SEE)
    openings = [
        (opening, selectors.looks_into(opening)) for opening in selectors.openings_of_party(pk)
    ]
    return render(request, "accounts/looks.html", {"party": party, "openings": openings})
