"""Public home, search, workspaces."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.parties.models import Party
from kechuang.portal.drawings import home_charts
from kechuang.portal.figures import latest_demands, latest_outcomes, live_figures, sweep_headline
from kechuang.portal.searching import KINDS, search_everything
from kechuang.portal.workspaces import opened_records, workspace_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the platform holds today, in figures and charts, and the newest entries."""
    context = {
        "figures": live_figures(),
        "headline": sweep_headline(),
        "charts": home_charts(get_language() or "zh-hans"),
        "latest_outcomes": latest_outcomes(),
        "latest_demands": latest_demands(),
    }
    return render(request, "portal/home.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One search over policies, outcomes, demands and organisations."""
    text = request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    found = search_everything(text, kind=kind if kind in KINDS else "")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    context = {"q": text, "kind": kind, "kinds": KINDS, "page_obj": page}
    return render(request, "portal/search.html", context)


@require_safe
@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    """The actor's own desk."""
    return render(request, "portal/workspace.html", workspace_of(request.actor))


@require_safe
@login_required
def opened_party(request: HttpRequest, pk: int) -> HttpResponse:
    """The restricted records of one party, while they are opened to the reader (破窗查阅)."""
    party = get_object_or_404(Party, pk=pk)
    require(
        request.actor.has_opened(pk),
        Text("查阅这家单位的受限信息", "read the restricted records of this party"),
    )
    context = opened_records(request.actor, party)
    return render(request, "portal/opened_party.html", context)
