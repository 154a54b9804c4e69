"""The list of needs and items on the desk: whose turn it is, and until when."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import now
from kechuang.base.registry.columns import NUMERIC, UNBROKEN
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.programmes.models import Need
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import awaited_of
from kechuang.programmes.selectors.desk.board import bids_by_item
from kechuang.programmes.selectors.desk.stages import Stage, stage_of

TONES = {Stage.EXAMINING: "warn", Stage.LISTABLE: "warn", Stage.ENDED: "neutral"}
AT_THE_AWARD = frozenset({Stage.AWARDING, Stage.RUNNING})


class DeskTable(tables.Table):
    """Bids are counted from the opening on; until then nobody is told how many there are."""

    number = tables.Column(
        verbose_name=_("编号"), accessor="case__number", order_by="case__number", attrs=UNBROKEN
    )
    title = tables.Column(verbose_name=_("名称"), accessor="case__title", order_by="case__title")
    programme = tables.Column(verbose_name=_("年度计划"), order_by="programme__code")
    state = tables.Column(verbose_name=_("状态"), accessor="case__state", orderable=False)
    bids = tables.Column(verbose_name=_("方案"), empty_values=(), orderable=False, attrs=NUMERIC)
    who = tables.Column(verbose_name=_("等待"), empty_values=(), orderable=False)
    due = tables.Column(
        verbose_name=_("期限"),
        accessor="case__next_due_at",
        order_by="case__next_due_at",
        empty_values=(),
    )

    class Meta:
        model = Need
        fields = ["number", "title", "programme", "state", "bids", "who", "due"]
        empty_text = _("没有符合条件的需求或榜单")

    def before_render(self, request: Any) -> None:
        """The bids of all rows of the page at once."""
        self.counts = _counted([row.record for row in self.paginated_rows])

    def render_number(self, record: Need) -> str:
        return _number(record)

    def render_title(self, record: Need) -> str:
        return format_html('<a href="{}">{}</a>', address_of(record), topic_of(record.case))

    def value_title(self, record: Need) -> str:
        return topic_of(record.case)

    def render_programme(self, record: Need) -> str:
        return record.programme.shown_title

    def render_state(self, record: Need) -> str:
        tone = TONES.get(stage_of(record.case.state), "info")
        return format_html('<span class="badge badge-{}">{}</span>', tone, self.value_state(record))

    def value_state(self, record: Need) -> str:
        procedure = procedure_of(record.case.round.version)
        return _said(procedure.states[record.case.state].wording.staff)

    def render_bids(self, record: Need) -> str:
        counts = getattr(self, "counts", None)
        if counts is None:
            counts = self.counts = _counted([row.record for row in self.rows])
        return str(counts.get(record.pk, "—"))

    def render_who(self, record: Need) -> str:
        awaited = awaited_of(record.case, now())
        return gettext("、").join(_said(one) for one in awaited.who) or "—"

    def render_due(self, record: Need) -> str:
        left = awaited_of(record.case, now()).left
        if left is None:
            return "—"
        badge = '<span class="badge badge-{}">{}</span> <span class="small unbroken">{}</span>'
        return format_html(badge, left.tone, _said(left.words), left.ends)

    def value_due(self, record: Need) -> str:
        left = awaited_of(record.case, now()).left
        return left.ends if left else ""


def address_of(need: Need) -> str:
    """The page of the desk where the need, the item or its award stands now."""
    item = getattr(need, "item", None)
    if item is None:
        return reverse("programmes:desk_need", args=[need.case.number])
    name = "desk_award" if stage_of(need.case.state) in AT_THE_AWARD else "desk_item"
    return reverse(f"programmes:{name}", args=[item.number])


def _number(need: Need) -> str:
    item = getattr(need, "item", None)
    return item.number if item else need.case.number


def _counted(needs: list[Need]) -> dict[int, int]:
    items = {need.item.pk: need.pk for need in needs if hasattr(need, "item")}
    return {items[item]: count for item, count in bids_by_item(list(items)).items()}


def _said(text: Text) -> str:
    return text.said_in(get_language() or "zh-hans")
