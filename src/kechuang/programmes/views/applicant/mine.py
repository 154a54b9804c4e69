"""Everything of one's own: needs, choices to make, bids, projects."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.programmes.presenting.applicant.mine import desk_of
from kechuang.programmes.selectors.own import own_parties


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    context = {"desk": desk_of(request.actor, now()), "parties": own_parties(request.actor)}
    return render(request, "programmes/applicant/mine.html", context)
