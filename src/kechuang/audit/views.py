"""Pages about the chain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kechuang.audit.access import can_read_events
from kechuang.audit.filters import EventFilter
from kechuang.audit.models import Event
from kechuang.audit.selectors import chain_head
from kechuang.audit.tables import EventTable
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList


class EventList(RegistryList):
    table_class = EventTable
    filterset_class = EventFilter
    template_name = "audit/list.html"
    list_title = _("审计记录")

    def get_queryset(self) -> QuerySet[Event]:
        require(can_read_events(self.request.actor), Text("查看审计记录", "read audit events"))
        return Event.objects.all()


def head(request: HttpRequest) -> HttpResponse:
    """The head of the chain, public, so that anybody can keep a copy as an outside anchor."""
    report = chain_head()
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"sequence": report.sequence, "hash": report.own_hash})
    return render(request, "audit/head.html", {"head": report})
