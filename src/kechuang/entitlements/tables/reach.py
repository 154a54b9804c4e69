"""The list of parties that a clause reaches."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.design.codes import industry_name, region_name
from kechuang.design.formatting import said, written_money, written_percent
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party

SHOWN_PARTS = 3
NUMERIC = {"td": {"class": "numeric"}, "th": {"class": "numeric"}}
Parts = list[dict[str, Any]]


class ReachTable(tables.Table):
    """On the page the first few gaps; in the file all of them, and columns of their own."""

    party = tables.Column(
        verbose_name=_("企业"), linkify=("entitlements:answer", {"pk": tables.A("pk")})
    )
    credit_code = tables.Column(
        verbose_name=_("统一社会信用代码"), accessor="party__credit_code", visible=False
    )
    region = tables.Column(accessor="party__region_code", verbose_name=_("地区"))
    industry = tables.Column(accessor="party__industry_code", verbose_name=_("行业"), visible=False)
    is_near_miss = tables.Column(verbose_name=_("差一点"), empty_values=())
    high_fen = tables.Column(verbose_name=_("金额上限"), attrs=NUMERIC)
    unmet = tables.Column(verbose_name=_("差几条"), attrs=NUMERIC, order_by=("unmet", "gap_size"))
    widest_bp = tables.Column(
        verbose_name=_("最大相对差距"), attrs=NUMERIC, order_by=("gap_size", "unmet")
    )
    gaps = tables.Column(verbose_name=_("差什么"), orderable=False)
    conditions = tables.Column(
        verbose_name=_("未符合的条件"), accessor="gaps", orderable=False, visible=False
    )
    have = tables.Column(verbose_name=_("现有"), accessor="gaps", orderable=False, visible=False)
    need = tables.Column(verbose_name=_("需要"), accessor="gaps", orderable=False, visible=False)
    missing = tables.Column(orderable=False)

    class Meta:
        model = Entitlement
        fields = ["party", "region", "verdict", "is_near_miss", "high_fen", "unmet", "widest_bp"]
        sequence = (
            "party",
            "credit_code",
            "region",
            "industry",
            "verdict",
            "is_near_miss",
            "gaps",
            "unmet",
            "widest_bp",
            "...",
        )
        empty_text = _("没有符合筛选条件的企业")

    def render_party(self, value: Party) -> str:
        return value.shown_name

    def render_region(self, value: str) -> str:
        return region_name(value, _language())

    def render_industry(self, value: str) -> str:
        return industry_name(value, _language())

    def render_is_near_miss(self, value: bool) -> str:
        return str(_("差一点")) if value else "—"

    def render_high_fen(self, value: int) -> str:
        return written_money(value, _language())

    def render_unmet(self, value: int, record: Entitlement) -> str:
        return str(value) if record.verdict == "not_met" else "—"

    def render_widest_bp(self, value: int) -> str:
        return written_percent(value)

    def render_gaps(self, value: Parts) -> str:
        return _joined(_named_gaps(value))

    def value_gaps(self, value: Parts) -> str:
        return gettext("；").join(_named_gaps(value))

    def render_conditions(self, value: Parts) -> str:
        return _each(value, "label")

    def render_have(self, value: Parts) -> str:
        return _each(value, "have")

    def render_need(self, value: Parts) -> str:
        return _each(value, "need")

    def render_missing(self, value: Parts) -> str:
        return _joined(_named_facts(value))

    def value_missing(self, value: Parts) -> str:
        return gettext("；").join(_named_facts(value))


def _named_gaps(gaps: Parts) -> list[str]:
    """``研发人员：还差3人``, one for each unmet condition."""
    language = _language()
    return [
        f"{said(gap['label'], language)}{gettext('：')}{said(gap['short_by'], language)}"
        for gap in gaps
    ]


def _named_facts(missing: Parts) -> list[str]:
    language = _language()
    return [f"{said(f['label'], language)} {f.get('period') or ''}".strip() for f in missing]


def _each(gaps: Parts, part: str) -> str:
    return gettext("；").join(said(gap[part], _language()) for gap in gaps)


def _joined(parts: list[str]) -> str:
    """The first few parts, and how many more there are."""
    shown = gettext("；").join(parts[:SHOWN_PARTS]) or "—"
    return f"{shown} …+{len(parts) - SHOWN_PARTS}" if len(parts) > SHOWN_PARTS else shown


def _language() -> str:
    return get_language() or "zh-hans"
