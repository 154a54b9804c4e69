"""Pages about parties."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kechuang.audit.selectors import history_of
from kechuang.base.listing import RegistryList
from kechuang.parties.access import can_read_facts, can_state_facts
from kechuang.parties.filters import PartyFilter
from kechuang.parties.models import Party
from kechuang.parties.selectors import fact_groups, listed_parties, party_detail, recordings
from kechuang.parties.tables import PartyTable


class PartyList(RegistryList):
    table_class = PartyTable
    filterset_class = PartyFilter
    template_name = "parties/list.html"
    list_title = _("企业与机构")

    def get_queryset(self) -> QuerySet[Party]:
        return listed_parties()


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One party: registration, names, relations; facts for those who may read them."""
    try:
        party = party_detail(pk)
    except Party.DoesNotExist as missing:
        raise Http404 from missing
    context: dict[str, Any] = {"party": party, "reads_facts": False}
    if can_read_facts(request.actor, party):
        context |= {
            "reads_facts": True,
            "states_facts": can_state_facts(request.actor, party),
            "fact_groups": fact_groups(party),
            "history": history_of(party)[:50],
            "recordings": recordings(party),
        }
    return render(request, "parties/detail.html", context)
