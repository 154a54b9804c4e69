"""The lists of cases: all, and those whose time is up or nearly."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN
from kechuang.base.registry.wording import said
from kechuang.cases.models import Case
from kechuang.cases.presenting.late import left_of, waits_for
from kechuang.cases.presenting.states import state_tone, state_words
from kechuang.cases.presenting.waiting import roles_in
from kechuang.cases.selectors import named_cases, procedure_of


class CaseTable(tables.Table):
    """Each state in the words of the reader's roles; the unit where the reader may know it."""

    number = tables.Column(attrs=UNBROKEN)
    title = tables.Column(linkify=("cases:case", {"number": tables.A("number")}))
    round = tables.Column(verbose_name=_("轮次"), order_by="round__title")
    party = tables.Column(orderable=False, default="—")
    state = tables.Column(orderable=False)
    begun_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)
    updated_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Case
        fields = ["number", "title", "round", "party", "state", "begun_at", "updated_at"]
        empty_text = _("没有符合条件的事项")

    def before_render(self, request: Any) -> None:
        """What the reader is in all rows of the page, at once."""
        rows = [row.record for row in self.paginated_rows]
        self.roles = roles_in(request.actor, rows)
        named = named_cases(request.actor).filter(pk__in=[row.pk for row in rows])
        self.told = frozenset(named.values_list("pk", flat=True))

    @cached_property
    def told(self) -> frozenset[int]:
        """Cases whose unit the reader may know; of all rows where they are saved to a file."""
        return frozenset(named_cases(self.request.actor).values_list("pk", flat=True))

    def render_title(self, record: Case) -> str:
        return record.shown_title

    def render_round(self, record: Case) -> str:
        return record.round.shown_title

    def render_party(self, record: Case) -> str:
        return record.party.shown_name if record.party and record.pk in self.told else "—"

    def render_state(self, record: Case) -> str:
        procedure = procedure_of(record.round.version)
        tone = state_tone(procedure, record.state, is_waiting=False)
        return format_html('<span class="badge badge-{}">{}</span>', tone, self.value_state(record))

    def value_state(self, record: Case) -> str:
        procedure = procedure_of(record.round.version)
        roles = getattr(self, "roles", {}).get(record.pk, frozenset())
        words = state_words(procedure, record.state, roles, is_staff=False)
        return words.said_in(get_language() or "zh-hans")


class LateTable(tables.Table):
    """Cases by the end of their clock; ``at`` is the instant by which they are late."""

    number = tables.Column(attrs=UNBROKEN)
    title = tables.Column(linkify=("cases:case", {"number": tables.A("number")}), orderable=False)
    state = tables.Column(orderable=False, attrs=UNBROKEN)
    waits_for = tables.Column(verbose_name=_("等待"), empty_values=(), orderable=False)
    ends_at = tables.Column(verbose_name=_("到期日"), attrs=UNBROKEN)
    left = tables.Column(
        verbose_name=_("期限"), empty_values=(), order_by="ends_at", attrs=UNBROKEN
    )

    class Meta:
        model = Case
        fields = ["number", "title", "state", "waits_for", "ends_at", "left"]
        order_by = "ends_at"

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at = at

    def render_title(self, record: Case) -> str:
        return record.shown_title

    def render_state(self, record: Case) -> str:
        wording = procedure_of(record.round.version).states[record.state].wording
        return said(wording.staff)

    def render_waits_for(self, record: Case) -> str:
        return said(waits_for(record))

    def render_ends_at(self, record: Case) -> str:
        return left_of(record, self.at).ends

    def render_left(self, record: Case) -> str:
        tone = left_of(record, self.at).tone
        return format_html('<span class="badge badge-{}">{}</span>', tone, self.value_left(record))

    def value_left(self, record: Case) -> str:
        return said(left_of(record, self.at).words)
