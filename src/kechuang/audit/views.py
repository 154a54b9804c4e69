"""Pages about the chain: events for those who oversee, published heads for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.audit import offline, selectors
from kechuang.audit.access import can_read_events, can_read_payloads
from kechuang.audit.feed import written_feed
from kechuang.audit.filters import EventFilter
from kechuang.audit.models import Event
from kechuang.audit.sealing import SEALED
from kechuang.audit.tables import EventTable
from kechuang.audit.withholding import events_as_told, withheld
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList, attachment

READ = Text("查看审计记录", "read audit events")
ANCHORS_PER_PAGE = 50


class EventList(RegistryList):
    table_class = EventTable
    filterset_class = EventFilter
    template_name = "audit/list.html"
    list_title = _("审计记录")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"publication": selectors.publication(at=now())}
        return super().get_context_data(**kwargs, **told)

    def get_queryset(self) -> QuerySet[Event]:
        require(can_read_events(self.request.actor), READ)
        return events_as_told()


@require_safe
def detail(request: HttpRequest, sequence: int) -> HttpResponse:
    """One event; what the command said is shown to auditors only, what is sealed to nobody yet."""
    require(can_read_events(request.actor), READ)
    event = get_object_or_404(events_as_told(), sequence=sequence)
    # A template would take a payload's own "items" for the method
    said = [(name, value) for name, value in event.payload.items() if name != SEALED]
    sealed = [
        (table, key, digest)
        for table, digests in event.payload.get(SEALED, {}).items()
        for key, digest in digests.items()
    ]
    reads_payload = can_read_payloads(request.actor)
    context = {"event": event, "said": said, "sealed": sealed, "reads_payload": reads_payload}
    return render(request, "audit/detail.html", context)


@require_safe
def proof(request: HttpRequest, sequence: int) -> HttpResponse:
    """The proof of one event, to be verified without the platform."""
    require(can_read_payloads(request.actor), Text("下载凭据", "download a proof"))
    event = get_object_or_404(Event.objects.exclude(withheld()), sequence=sequence)
    answer = JsonResponse(selectors.receipt_proof(event), json_dumps_params={"ensure_ascii": False})
    return attachment(
        answer.content, name=f"proof-{sequence}.json", media_type="application/json; charset=utf-8"
    )


@require_safe
def anchors(request: HttpRequest) -> HttpResponse:
    """Today's head and every published one, so that anybody can keep them elsewhere."""
    pages = Paginator(selectors.anchors(), ANCHORS_PER_PAGE)
    context = {
        "head": selectors.chain_head(),
        "publication": selectors.publication(at=now()),
        "page_obj": pages.get_page(request.GET.get("page")),
    }
    return render(request, "audit/anchors.html", context)


@require_safe
def anchor_feed(request: HttpRequest) -> HttpResponse:
    """Every published head as CSV, for machines and for keeping."""
    content = written_feed(selectors.anchors()).encode()
    return attachment(content, name="anchors.csv", media_type="text/csv; charset=utf-8")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The program that verifies a receipt away from the platform."""
    source = Path(offline.__file__).read_bytes()
    return attachment(source, name="verify_receipt.py", media_type="text/x-python; charset=utf-8")
