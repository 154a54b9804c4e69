"""The registry of grants, and one grant with everything that happened to it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.ledger.access import can_prepare, can_read_books, can_read_grants
from kechuang.ledger.drawings_of_grants import use_by_fund
from kechuang.ledger.filters.grants import GrantFilter
from kechuang.ledger.models import Grant
from kechuang.ledger.origins import origins_of
from kechuang.ledger.presenting.grants import described, openings
from kechuang.ledger.selectors.grant_file import grant_file
from kechuang.ledger.selectors.grants import listed_grants
from kechuang.ledger.selectors.instructions import waiting_about, with_effects
from kechuang.ledger.selectors.near_duplicates import (
    liftings,
    near_duplicates,
    refused_attempts,
)
from kechuang.ledger.selectors.tracing import clause_of
from kechuang.ledger.tables.grants import GrantTable
from kechuang.ledger.views.exporting import AuditedList, bundle_query, saved
from kechuang.ledger.views.listed import attempts_listed, pairs_listed
from kechuang.ledger.views.moments import moment_form, paper_of, past_moment

READ = Text("查看立项", "see grants")
COMPARE = Text("查看重复资助排查", "look for double grants")


class GrantList(AuditedList):
    table_class = GrantTable
    filterset_class = GrantFilter
    template_name = "ledger/grants.html"
    list_title = _("立项台账")
    file_name = "grants"

    def get_queryset(self) -> QuerySet[Grant]:
        require(can_read_grants(self.request.actor), READ)
        return listed_grants(self.request.actor, moment=past_moment(self.request))

    def get_context_data(self, **known: object) -> dict[str, object]:
        actor = self.request.actor
        rights = {"may_prepare": can_prepare(actor), "reads_books": can_read_books(actor)}
        return super().get_context_data(**known, **rights)


@require_safe
def grant(request: HttpRequest, number: str) -> HttpResponse:
    """Funds, tranches, payments, claw-backs; readers of the books see vouchers and what waits."""
    require(can_read_grants(request.actor), READ)
    found = get_object_or_404(listed_grants(request.actor), number=number)
    file = grant_file(found, on=today())
    context = {
        "grant": found,
        "file": file,
        "facts": described(found),
        "clause": clause_of(found),
        "chart": use_by_fund(file.uses, get_language() or "zh-hans"),
    }
    if can_read_books(request.actor):
        waiting = with_effects(waiting_about(found))
        context |= {"reads_books": True, "waiting": waiting, "origins": origins_of(found)}
    if can_prepare(request.actor):
        context["may"] = openings(file)
    return render(request, "ledger/grant.html", context)


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Grants that may be the same one twice, those let pass, and attempts that were refused."""
    require(can_read_books(request.actor), COMPARE)
    moment, paper = past_moment(request), paper_of(request)
    pairs, attempts = near_duplicates(moment), refused_attempts(moment)
    if request.GET.get("export") == "zip":
        return saved(paper, pairs_listed(paper, pairs), attempts_listed(paper, attempts))
    context = {
        "pairs": pairs,
        "liftings": liftings(moment),
        "attempts": attempts,
        "paper": paper,
        "moment_form": moment_form(paper),
        "bundle_query": bundle_query(request),
    }
    return render(request, "ledger/duplicates.html", context)
