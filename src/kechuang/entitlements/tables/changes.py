"""The list of firms whose entitlement changed between two sweeps."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.design.codes import region_name
from kechuang.entitlements.changing import GAINED, LOST, why_changed
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.parties.models import Party
from kechuang.policies.selectors import listed_clauses

SHOWN_REASONS = 4


class GainedTable(tables.Table):
    """Answers of the newest sweep that are met and were not; why, in the facts that moved."""

    change = GAINED
    party = tables.Column(
        verbose_name=_("企业"), linkify=("entitlements:answer", {"pk": tables.A("pk")})
    )
    credit_code = tables.Column(
        verbose_name=_("统一社会信用代码"), accessor="party__credit_code", visible=False
    )
    region = tables.Column(accessor="party__region_code", verbose_name=_("地区"))
    clause = tables.Column(verbose_name=_("条款"), accessor="clause_id", orderable=False)
    other = tables.Column(
        verbose_name=_("上一次"), accessor="other_verdict", orderable=False, empty_values=()
    )
    why = tables.Column(verbose_name=_("为什么"), accessor="pk", orderable=False, empty_values=())

    class Meta:
        model = Entitlement
        fields = ["party", "region"]
        empty_text = _("两次计算之间没有这样的变化")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = listed_clauses()

    def render_party(self, value: Party) -> str:
        return value.shown_name

    def render_region(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")

    def render_clause(self, record: Entitlement) -> str:
        found = self.clauses.get((record.pack_id, record.clause_id))
        if found is None:
            return f"{record.pack_id}/{record.clause_id}"
        return f"{found.document.shown_title} · {found.shown_title}"

    def render_other(self, value: str | None) -> str:
        return str(VerdictChoice(value).label) if value else "—"

    def render_why(self, record: Entitlement) -> str:
        reasons = why_changed(record, self.change)
        shown = gettext("；").join(reasons[:SHOWN_REASONS])
        more = len(reasons) - SHOWN_REASONS
        return f"{shown} …+{more}" if more > 0 else shown

    def value_why(self, record: Entitlement) -> str:
        return gettext("；").join(why_changed(record, self.change))


class LostTable(GainedTable):
    """Answers of the sweep before that were met and no longer are."""

    change = LOST
    other = tables.Column(
        verbose_name=_("这一次"), accessor="other_verdict", orderable=False, empty_values=()
    )
