"""What is new since the sweep before: who became entitled, who no longer is, and why."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.entitlements.access import can_survey_clauses
from kechuang.entitlements.changing import GAINED, LOST, changed_answers, counted_by_clause
from kechuang.entitlements.filters import ChangeFilter
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.tables.changes import GainedTable, LostTable
from kechuang.policies.selectors import listed_clauses
from kechuang.runs.models import Run
from kechuang.runs.selectors import latest_sweep, sweep_before

TABLES = {GAINED: GainedTable, LOST: LostTable}


class Changes(RegistryList):
    """``?change=gained`` (as usual) or ``lost``; the list may be saved."""

    filterset_class = ChangeFilter
    template_name = "entitlements/changes.html"
    list_title = _("两次计算之间的变化")

    @property
    def change(self) -> str:
        asked = self.request.GET.get("change", "")
        return asked if asked in TABLES else GAINED

    @cached_property
    def sweeps(self) -> tuple[Run, Run] | None:
        """The newest sweep and the one before; None while there are not two."""
        now = latest_sweep()
        before = sweep_before(now) if now else None
        return (now, before) if now and before else None

    def get_table_class(self) -> type[GainedTable]:
        return TABLES[self.change]

    def get_queryset(self) -> QuerySet[Entitlement]:
        require(can_survey_clauses(self.request.actor), Text("查看计算的变化", "see what changed"))
        return self._changed(self.change)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = {change: counted_by_clause(self._changed(change)) for change in TABLES}
        clauses = listed_clauses()
        rows = [
            (clauses[key], counts[GAINED].get(key, 0), counts[LOST].get(key, 0))
            for key in sorted({*counts[GAINED], *counts[LOST]})
            if key in clauses
        ]
        return super().get_context_data(
            **kwargs,
            sweeps=self.sweeps,
            change=self.change,
            gained=sum(counts[GAINED].values()),
            lost=sum(counts[LOST].values()),
            clause_rows=sorted(rows, key=lambda row: (-row[1] - row[2], row[0].pk)),
            csv_query=self.query_to_save("csv"),
        )

    def _changed(self, change: str) -> QuerySet[Entitlement]:
        if self.sweeps is None:
            return Entitlement.objects.none()
        now, before = self.sweeps
        return changed_answers(self.request.actor, change, now=now, before=before)
