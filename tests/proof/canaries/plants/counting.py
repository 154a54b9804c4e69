"""Orders, counts and dates that move when something hidden happens."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.items import feed
from kechuang.reviews.models import Report, ReviewRound
from kechuang.reviews.selectors import commitments_of, progress_of
from kechuang.reviews.states import AssignmentState
from tests.proof.canaries.town import Town
from tests.rooms.reviews.town import OFFICER


def order_of_handing_in(town: Town) -> AbstractContextManager[Any]:
    return patch(
        "kechuang.reviews.selectors.reports.in_own_order", lambda rows, **known: list(rows)
    )


def counted_bids(town: Town) -> AbstractContextManager[Any]:
    def counting() -> dict[str, Any]:
        return {**feed(), "bids": Bid.objects.filter(case__state="sealed").count()}

    return patch("kechuang.programmes.api.feed", counting)


def last_updated(town: Town) -> AbstractContextManager[Any]:
    def dated(request: HttpRequest, template: str, context: Any = None) -> HttpResponse:
        answer = render(request, template, context)
        reported = Report.objects.filter(assignment__state=AssignmentState.REPORTED)
        answer["Last-Modified"] = ", ".join(
            map(str, reported.values_list("submitted_at", flat=True))
        )
        return answer

    return patch("kechuang.reviews.views.draws.render", dated)


def counted_reports(town: Town) -> AbstractContextManager[Any]:
    def counting(actor: Any, found: ReviewRound) -> dict[str, str]:
        reports = Report.objects.filter(assignment__state=AssignmentState.REPORTED).count()
        return {label: f"{told} {reports}" for label, told in commitments_of(actor, found).items()}

    return patch("kechuang.reviews.views.draws.commitments_of", counting)


def open_progress(town: Town) -> AbstractContextManager[Any]:
    """There is no live tracker; how many reports are in is the nearest that moves by itself."""
    return patch(
        "kechuang.reviews.views.rounds.progress_of",
        lambda actor, found: progress_of(OFFICER, found),
    )
