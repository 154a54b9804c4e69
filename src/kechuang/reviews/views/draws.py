"""For everybody: what was committed before a draw, and what repeats it afterwards."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.listing import attachment
from kechuang.reviews.phases import Thing
from kechuang.reviews.presenting.rounds import is_drawn, phase_strip
from kechuang.reviews.selectors import commitments_of, draw_files, find_round, published_rounds
from kechuang.reviews.views.answering import or_404

JSON, PROGRAM = "application/json", "text/x-python"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "reviews/draws.html", {"rounds": published_rounds()})


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Commitments from the sealing on; the seed and the records once the round is closed."""
    found = or_404(find_round, request.actor, code, Thing.COMMITMENTS)
    files = draw_files(request.actor, found)
    records = [one for one in files.values() if isinstance(one, dict)]
    context = {
        "round": found,
        "strip": phase_strip(found),
        "is_drawn": is_drawn(found),
        "commitments": commitments_of(request.actor, found).items(),
        "files": list(files),
        "seed": records[0]["seed"] if records else "",
    }
    return render(request, "reviews/draw.html", context)


@require_safe
def file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A record, or the program that repeats the draw from it."""
    found = or_404(find_round, request.actor, code, Thing.COMMITMENTS)
    files = draw_files(request.actor, found)
    if name not in files:
        raise Http404
    content = files[name]
    if isinstance(content, str):
        return attachment(content.encode(), name=name, media_type=PROGRAM)
    plain = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return attachment(plain.encode(), name=name, media_type=JSON)
