"""The page that tells whom to log in as; only where the fictional city was built."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.demo.accounts import PASSWORD
from kechuang.demo.guide import guided_stops


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every guided log-in with its sentence and link; no such page without the demo's people."""
    stops = tuple(guided_stops())
    if not stops:
        raise Http404
    return render(request, "demo/guide.html", {"stops": stops, "password": PASSWORD})
