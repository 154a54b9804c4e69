"""The moment that a request asks about."""

from __future__ import annotations

from django.http import HttpRequest

from kechuang.base.clock import now, today
from kechuang.ledger.forms.moments import MomentForm, asked_moment
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.moments import Moment


def paper_of(request: HttpRequest) -> Paper:
    """The report as asked for by ``?on=`` and ``?known=``; of now where they say nothing."""
    asked = request.GET.dict()
    apart = {name: asked[name] for name in asked if name not in ("page", "export")}
    return Paper(asked_moment(asked, default=Moment(today())), now(), apart)


def past_moment(request: HttpRequest) -> Moment | None:
    """The moment if the request names one; None asks about now, which running totals tell."""
    if not (request.GET.get("on") or request.GET.get("known")):
        return None
    return paper_of(request).moment


def moment_form(paper: Paper) -> MomentForm:
    """The form as it was asked; a report of now leaves the instant open."""
    return MomentForm(paper.query)
