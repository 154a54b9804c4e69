"""Finding what an address names; for who may not know of it, it is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from kechuang.base.clock import now
from kechuang.cases.models import Case
from kechuang.cases.selectors import Course, cases_seen_by, course_of, published_cases


def seen_case(request: HttpRequest, number: str) -> Case:
    """A case that the reader may read whole."""
    case = cases_seen_by(request.actor).filter(number=number).first()
    if case is None:
        raise Http404
    return case


def open_case(request: HttpRequest, number: str) -> Case:
    """A case that the reader may read, be it only in public wording."""
    case = published_cases().filter(number=number).first()
    return case or seen_case(request, number)


def seen_course(request: HttpRequest, number: str) -> Course:
    return course_of(seen_case(request, number), now())
