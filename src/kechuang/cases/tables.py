"""The list of cases."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN
from kechuang.cases.models import Case
from kechuang.cases.presenting.states import state_tone, state_words
from kechuang.cases.presenting.waiting import roles_in
from kechuang.cases.selectors import procedure_of


class CaseTable(tables.Table):
    """``actor`` decides the wording of states: one's own in the staff's, others in the public's."""

    number = tables.Column(attrs=UNBROKEN)
    title = tables.Column(linkify=("cases:case", {"number": tables.A("number")}))
    round = tables.Column(verbose_name=_("轮次"), order_by="round__title")
    party = tables.Column(order_by="party__name", default="—")
    state = tables.Column(orderable=False)
    begun_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)
    updated_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Case
        fields = ["number", "title", "round", "party", "state", "begun_at", "updated_at"]
        empty_text = _("没有符合条件的事项")

    def before_render(self, request: Any) -> None:
        """The roles of all rows of the page at once."""
        rows = [row.record for row in self.paginated_rows]
        self.roles = roles_in(request.actor, rows)

    def render_title(self, record: Case) -> str:
        return record.shown_title

    def render_round(self, record: Case) -> str:
        return record.round.shown_title

    def render_party(self, record: Case) -> str:
        return record.party.shown_name if record.party else "—"

    def render_state(self, record: Case) -> str:
        procedure = procedure_of(record.round.version)
        tone = state_tone(procedure, record.state, is_waiting=False)
        return format_html('<span class="badge badge-{}">{}</span>', tone, self.value_state(record))

    def value_state(self, record: Case) -> str:
        procedure = procedure_of(record.round.version)
        roles = getattr(self, "roles", {}).get(record.pk, frozenset())
        words = state_words(procedure, record.state, roles, is_staff=False)
        return words.said_in(get_language() or "zh-hans")
