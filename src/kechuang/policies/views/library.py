"""Pages of the policy library."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import today
from kechuang.base.listing import RegistryList
from kechuang.base.roles import Role
from kechuang.policies.filters import PolicyFilter
from kechuang.policies.models import PolicyClause, PolicyDocument
from kechuang.policies.selectors import (
    conditions_in_words,
    executable,
    listed_clause,
    listed_policies,
    policy_detail,
)
from kechuang.policies.tables import PolicyTable


class PolicyList(RegistryList):
    table_class = PolicyTable
    filterset_class = PolicyFilter
    template_name = "policies/list.html"
    list_title = _("政策库")

    def get_queryset(self) -> QuerySet[PolicyDocument]:
        return listed_policies()


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its metadata, how sure we are of it, and its clauses."""
    try:
        document = policy_detail(pk)
    except PolicyDocument.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "document": document,
        "in_force": document.is_in_force(today()),
        "history": history_of(document)[:50],
        "may_survey": document.is_listed and request.actor.has_role(Role.BUREAU, Role.AUDITOR),
        "may_simulate": document.is_listed and request.actor.has_role(Role.BUREAU),
    }
    return render(request, "policies/detail.html", context)


@require_safe
def clause(request: HttpRequest, pack_id: str, clause_id: str) -> HttpResponse:
    """One clause: its conditions in words, the article of each, and the pack's own text."""
    try:
        found = listed_clause(pack_id, clause_id)
    except PolicyClause.DoesNotExist as missing:
        raise Http404 from missing
    pack, _executable = executable(found)
    context = {
        "clause": found,
        "document": found.document,
        "in_force": found.document.is_in_force(today()),
        "reason": conditions_in_words(found, on=today()).as_dict(),
        "source": pack.source,
        "may_survey": request.actor.has_role(Role.BUREAU, Role.AUDITOR),
    }
    return render(request, "policies/clause.html", context)
