"""Answers that tell who is who, or that something is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.items import feed
from kechuang.reviews.models import Report, ReviewRound, Submission
from kechuang.reviews.presenting.reports import shown_marks
from kechuang.reviews.selectors.draws import draw_record
from kechuang.reviews.views.answering import or_404
from tests.proof.authorization.controls import replaced_everywhere
from tests.proof.canaries.town import Town


def telling_status(town: Town) -> AbstractContextManager[Any]:
    """403 for a round that is there, 404 for one that is not."""

    def find_or_tell(find: Callable[..., Any], *asked: Any) -> Any:
        try:
            return find(*asked)
        except ObjectDoesNotExist:
            if ReviewRound.objects.filter(code=str(asked[1])).exists():
                raise PermissionDenied from None
            raise Http404 from None

    return replaced_everywhere(or_404, find_or_tell)


def talking_errors(town: Town) -> AbstractContextManager[Any]:
    def tell(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
        label = request.resolver_match.kwargs.get("label", "")
        found = Submission.objects.filter(label=label).first()
        who = found.applicants.get().party.name if found else ""
        return HttpResponse(f"no right to read the bid of {who}", status=status)

    return patch("kechuang.design.errors.render", tell)


def past_reviewers(town: Town) -> AbstractContextManager[Any]:
    """Nobody is mentioned here; but who stepped aside stands in the record of the draw."""

    def record(sealed: Any) -> dict[str, Any]:
        absent = sealed.submission.absences.values_list("member__expert__name", "cause")
        return {**draw_record(sealed), "causes": [list(row) for row in absent]}

    return patch("kechuang.reviews.selectors.published.draw_record", record)


def talkative_interface(town: Town) -> AbstractContextManager[Any]:
    def telling() -> dict[str, Any]:
        return {**feed(), "bidders": [bid.party.name for bid in Bid.objects.all()]}

    return patch("kechuang.programmes.api.feed", telling)


def lasting_letters(town: Town) -> AbstractContextManager[Any]:
    def lettered(report: Any, criteria: Any) -> Any:
        seat = Report.objects.get(key=report.key).assignment
        said = shown_marks(report, criteria)
        return replace(said, opinion=f"{seat.member.token} {said.opinion}")

    return patch("kechuang.reviews.views.submissions.shown_marks", lettered)
