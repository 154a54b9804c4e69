"""Beginning corrections and appeals, and a firm's own ones with their answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kechuang.appeals.models import Appeal, Correction
from kechuang.appeals.selectors import renewed_answer
from kechuang.appeals.services import start_appeal, start_correction
from kechuang.appeals.states import APPEAL_FORM, CORRECTION_FORM
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.registry.standing import represented_parties
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import PartyFact

SHOWN = 100


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own party has said is wrong, how far it is, and what was answered."""
    parties = represented_parties(request.actor)
    require(bool(parties), Text("查看本单位的更正与申诉", "see your corrections and appeals"))
    corrections = Correction.objects.filter(fact__party__in=parties)
    appeals = Appeal.objects.filter(party__in=parties)
    context = {
        "corrections": corrections.select_related("fact", "case__round__version", "corrected")[
            :SHOWN
        ],
        "appeals": [
            (appeal, renewed_answer(appeal))
            for appeal in appeals.select_related("case__round__version")[:SHOWN]
        ],
    }
    return render(request, "appeals/mine.html", context)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to say what is wrong about one statement."""
    fact = get_object_or_404(PartyFact.objects.select_related("party"), pk=pk)
    begun = start_correction(by=request.actor, at=now(), fact=fact)
    return redirect("cases:fill", number=begun.case.number, form=CORRECTION_FORM)


@require_POST
def against(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to say why an answer is wrong."""
    entitlement = get_object_or_404(Entitlement.objects.select_related("party", "run"), pk=pk)
    begun = start_appeal(by=request.actor, at=now(), entitlement=entitlement)
    return redirect("cases:fill", number=begun.case.number, form=APPEAL_FORM)
