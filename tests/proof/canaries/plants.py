"""Twenty-two leaks that other houses had, one for each line of the catalogue, planted here.

Where this house has no such thing (mentions, a live tracker, mails), the nearest one it has.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kechuang.base.listing import attachment
from kechuang.cases.models import Seal
from kechuang.files.services import store_file
from kechuang.parties.access import covers
from kechuang.parties.filters import PartyFilter
from kechuang.parties.models import Party
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.items import feed
from kechuang.reviews.access import Involvement
from kechuang.reviews.models import BlindCopy, Report, ReviewRound, Submission, SubmissionParty
from kechuang.reviews.phases import Standing
from kechuang.reviews.presenting.reports import shown_marks
from kechuang.reviews.selectors import commitments_of, progress_of
from kechuang.reviews.selectors.draws import draw_record
from kechuang.reviews.states import AssignmentState
from kechuang.reviews.views.answering import or_404
from tests.proof.authorization.controls import replaced_everywhere
from tests.proof.canaries import papers
from tests.proof.canaries.town import Town
from tests.rooms.reviews.town import OFFICER

Plant = Callable[[Town], AbstractContextManager[Any]]
WHILE = 0.05
_search = PartyFilter.search
_standings = Involvement.standings


def hidden(value: str) -> QuerySet[SubmissionParty]:
    """Parties whose bid has a phone like this; nobody outside the round may find them so."""
    rows = SubmissionParty.objects.filter(submission__people__phone__contains=value)
    return rows.values("party")


def search_by_hidden_field(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        return _search(self, rows, name, value) | rows.filter(pk__in=hidden(value)).distinct()

    return patch.object(PartyFilter, "search", search)


def negated_search(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        if value.startswith("-"):
            return rows.exclude(pk__in=hidden(value[1:]))
        return _search(self, rows, name, value)

    return patch.object(PartyFilter, "search", search)


def order_of_handing_in(town: Town) -> AbstractContextManager[Any]:
    return patch(
        "kechuang.reviews.selectors.reports.in_own_order", lambda rows, **known: list(rows)
    )


def counted_bids(town: Town) -> AbstractContextManager[Any]:
    def counting() -> dict[str, Any]:
        return {**feed(), "bids": Bid.objects.filter(case__state="sealed").count()}

    return patch("kechuang.programmes.api.feed", counting)


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


def last_updated(town: Town) -> AbstractContextManager[Any]:
    def dated(request: HttpRequest, template: str, context: Any = None) -> HttpResponse:
        answer = render(request, template, context)
        reported = Report.objects.filter(assignment__state=AssignmentState.REPORTED)
        answer["Last-Modified"] = ", ".join(
            map(str, reported.values_list("submitted_at", flat=True))
        )
        return answer

    return patch("kechuang.reviews.views.draws.render", dated)


def letters_of_others(town: Town) -> AbstractContextManager[Any]:
    """Letters are what this house sends; it has no mails."""
    return patch("kechuang.cases.downloads._reads_letter", lambda actor, letter: True)


def talking_errors(town: Town) -> AbstractContextManager[Any]:
    def tell(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
        label = request.resolver_match.kwargs.get("label", "")
        found = Submission.objects.filter(label=label).first()
        who = found.applicants.get().party.name if found else ""
        return HttpResponse(f"no right to read the bid of {who}", status=status)

    return patch("kechuang.design.errors.render", tell)


def counted_reports(town: Town) -> AbstractContextManager[Any]:
    def counting(actor: Any, found: ReviewRound) -> dict[str, str]:
        reports = Report.objects.filter(assignment__state=AssignmentState.REPORTED).count()
        return {label: f"{told} {reports}" for label, told in commitments_of(actor, found).items()}

    return patch("kechuang.reviews.views.draws.commitments_of", counting)


def guessable_files(town: Town) -> AbstractContextManager[Any]:
    return patch("kechuang.files.views.can_download", lambda actor, file: True)


def telling_file_names(town: Town) -> AbstractContextManager[Any]:
    names = "-".join(bidder.plan.name for bidder in town.bidders.values())

    def named(content: bytes, *, name: str, media_type: str) -> HttpResponse:
        return attachment(content, name=f"{names}-{name}", media_type=media_type)

    return patch("kechuang.reviews.views.desk.attachment", named)


def past_reviewers(town: Town) -> AbstractContextManager[Any]:
    """Nobody is mentioned here; but who stepped aside stands in the record of the draw."""

    def record(sealed: Any) -> dict[str, Any]:
        absent = sealed.submission.absences.values_list("member__expert__name", "cause")
        return {**draw_record(sealed), "causes": [list(row) for row in absent]}

    return patch("kechuang.reviews.selectors.published.draw_record", record)


def receipts_for_all(town: Town) -> AbstractContextManager[Any]:
    """A receipt number is the only thing here that could be taken for a key."""
    return patch("kechuang.cases.views.sealing.readable_seals", lambda actor: Seal.objects.all())


def slow_search(town: Town) -> AbstractContextManager[Any]:
    def search(self: PartyFilter, rows: Any, name: str, value: str) -> Any:
        if Party.objects.filter(pk__in=hidden(value)).exists():
            time.sleep(WHILE)
        return _search(self, rows, name, value)

    return patch.object(PartyFilter, "search", search)


def open_progress(town: Town) -> AbstractContextManager[Any]:
    """There is no live tracker; how many reports are in is the nearest that moves by itself."""
    return patch(
        "kechuang.reviews.views.rounds.progress_of",
        lambda actor, found: progress_of(OFFICER, found),
    )


def talkative_interface(town: Town) -> AbstractContextManager[Any]:
    def telling() -> dict[str, Any]:
        return {**feed(), "bidders": [bid.party.name for bid in Bid.objects.all()]}

    return patch("kechuang.programmes.api.feed", telling)


def original_for_copy(town: Town) -> AbstractContextManager[Any]:
    def original(actor: Any, key: Any) -> Any:
        return BlindCopy.objects.get(key=key).original.file

    return patch("kechuang.reviews.views.desk.copy_for", original)


def active_copy(town: Town) -> AbstractContextManager[Any]:
    content = papers.pdf_file(["plan"], author="")
    file = store_file(by=OFFICER, at=town.clock.at, name="copy.pdf", content=content)
    return patch("kechuang.reviews.views.desk.copy_for", lambda actor, key: file)


def page_in_place(town: Town) -> AbstractContextManager[Any]:
    def shown(content: bytes, *, name: str, media_type: str) -> HttpResponse:
        return HttpResponse("<p>plan<script>1</script></p>")

    return patch("kechuang.files.views.attachment", shown)


def interested_officers(town: Town) -> AbstractContextManager[Any]:
    def standings(self: Involvement, actor: Any, found: ReviewRound) -> Any:
        yield from _standings(self, actor, found)
        if covers(actor, found.region_code):
            yield Standing.OFFICER

    return patch.object(Involvement, "standings", standings)


def seats_come_back(town: Town) -> AbstractContextManager[Any]:
    """Nothing can be withdrawn and revived; a seat that was given up stands nearest to it."""
    standing = (AssignmentState.ASSIGNED, AssignmentState.REPORTED, AssignmentState.RECUSED)
    return patch("kechuang.reviews.access.STANDING", standing)


def lasting_letters(town: Town) -> AbstractContextManager[Any]:
    def lettered(report: Any, criteria: Any) -> Any:
        seat = Report.objects.get(key=report.key).assignment
        said = shown_marks(report, criteria)
        return replace(said, opinion=f"{seat.member.token} {said.opinion}")

    return patch("kechuang.reviews.views.submissions.shown_marks", lettered)
