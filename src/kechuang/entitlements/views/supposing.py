"""What if: some numbers moved, and which clauses would change; nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.entitlements.forms import SupposingForm
from kechuang.entitlements.supposing import sliders_of, suppose_of
from kechuang.entitlements.views.asked import party_asked_about
from kechuang.parties.selectors import fact_sheet
from kechuang.policies.selectors import listed_clauses, packs_in_force
from kechuang.runs.selectors import latest_sweep


@require_safe
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers that decide most; those that were moved, and what would follow."""
    party = party_asked_about(request, pk)
    run = latest_sweep()
    on = run.on if run else today()
    packs, sheet = packs_in_force(on), fact_sheet(party)
    form = SupposingForm(request.GET.dict(), sliders=sliders_of(packs, sheet, on=on))
    supposed = form.supposed() if form.is_valid() else []
    context = {
        "party": party,
        "form": form,
        "on": on,
        "supposed": supposed,
        "supposition": suppose_of(packs, sheet, supposed, on=on, clauses=listed_clauses())
        if supposed
        else None,
    }
    return render(request, "entitlements/what_if.html", context, status=422 if form.errors else 200)
