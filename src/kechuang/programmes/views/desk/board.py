"""The desk itself: how many stand where, what waits for whom, and the money."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.listing import RegistryList
from kechuang.programmes.access import can_open_programmes
from kechuang.programmes.models import Need
from kechuang.programmes.powers_at_desk import require_desk
from kechuang.programmes.presenting.desk.drawings import bids_drawn, money_drawn, needs_drawn
from kechuang.programmes.selectors.desk.board import rounds_on_desk
from kechuang.programmes.selectors.desk.finding import desk_needs
from kechuang.programmes.tables.desk import DeskTable
from kechuang.programmes.tables.desk_filters import DeskFilter


class DeskBoard(RegistryList):
    """Rounds in figures, then every need and item, the first to fall due first."""

    table_class = DeskTable
    filterset_class = DeskFilter
    template_name = "programmes/desk/board.html"
    list_title = _("需求与榜单")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_desk(request.actor)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Need]:
        found = desk_needs(self.request.actor).prefetch_related("case__round__extensions")
        return found.order_by(F("case__next_due_at").asc(nulls_last=True), "-pk")

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        actor, language = self.request.actor, get_language() or "zh-hans"
        rounds = rounds_on_desk(actor)
        drawn = (needs_drawn, bids_drawn, money_drawn)
        charts = [chart for draw in drawn if (chart := draw(rounds, language))]
        return super().get_context_data(
            **known,
            rounds=rounds,
            charts=charts,
            may_open=can_open_programmes(actor),
        )
