"""What is overdue and what falls due soon, for the authority; and whether time passes at all."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.cases.access import can_watch_clocks
from kechuang.cases.filters import LateFilter
from kechuang.cases.models import Case
from kechuang.cases.presenting.late import due_by_day, stands_still
from kechuang.cases.selectors import LONGEST_AHEAD, last_run, late_cases, uncounted_ahead
from kechuang.cases.tables import LateTable

WATCH = Text("查看到期事项", "see what falls due")


class LateList(RegistryList):
    """Cases by the end of their clock, a bar for each day above them."""

    table_class = LateTable
    filterset_class = LateFilter
    template_name = "cases/late.html"
    list_title = _("到期与逾期")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(can_watch_clocks(request.actor), WATCH)
        return super().get(request, *args, **kwargs)

    @cached_property
    def at(self) -> datetime:
        return now()

    def get_queryset(self) -> QuerySet[Case]:
        return late_cases(self.request.actor, self.at)

    def get_filterset_kwargs(self, filterset_class: Any) -> dict[str, Any]:
        return super().get_filterset_kwargs(filterset_class) | {"at": self.at}

    def get_table_kwargs(self) -> dict[str, Any]:
        return super().get_table_kwargs() | {"at": self.at}

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        ends = [end for end in self.get_queryset().values_list("ends_at", flat=True) if end]
        run = last_run()
        return super().get_context_data(
            **known,
            chart=due_by_day(ends, self.at, get_language() or "zh-hans"),
            overdue=sum(end <= self.at for end in ends),
            coming=sum(end > self.at for end in ends),
            run=run,
            stands_still=stands_still(run, self.at),
            uncounted=uncounted_ahead(self.at),
            days_ahead=LONGEST_AHEAD,
        )
