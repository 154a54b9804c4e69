"""The list of parties that a clause reaches."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.design.codes import region_name
from kechuang.design.formatting import said, written_money
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party

SHOWN_PARTS = 3


class ReachTable(tables.Table):
    party = tables.Column(
        verbose_name=_("企业"), linkify=("entitlements:answer", {"pk": tables.A("pk")})
    )
    region = tables.Column(accessor="party__region_code", verbose_name=_("地区"))
    is_near_miss = tables.Column(verbose_name=_("差一点"), empty_values=())
    high_fen = tables.Column(
        verbose_name=_("金额上限"), attrs={"td": {"class": "numeric"}, "th": {"class": "numeric"}}
    )
    gaps = tables.Column(orderable=False)
    missing = tables.Column(orderable=False)

    class Meta:
        model = Entitlement
        fields = ["party", "region", "verdict", "is_near_miss", "high_fen", "gaps", "missing"]
        order_by = "verdict"
        empty_text = _("没有符合筛选条件的企业")

    def render_party(self, value: Party) -> str:
        return value.shown_name

    def render_region(self, value: str) -> str:
        return region_name(value, _language())

    def render_is_near_miss(self, value: bool) -> str:
        return str(_("差一点")) if value else "—"

    def render_high_fen(self, value: int) -> str:
        return written_money(value, _language())

    def render_gaps(self, value: list[dict[str, Any]]) -> str:
        parts = [said(gap["short_by"], _language()) for gap in value]
        return _joined(parts)

    def render_missing(self, value: list[dict[str, Any]]) -> str:
        parts = [f"{said(f['label'], _language())} {f.get('period') or ''}".strip() for f in value]
        return _joined(parts)


def _joined(parts: list[str]) -> str:
    """The first few parts, and how many more there are."""
    shown = gettext("；").join(parts[:SHOWN_PARTS]) or "—"
    return f"{shown} …+{len(parts) - SHOWN_PARTS}" if len(parts) > SHOWN_PARTS else shown


def _language() -> str:
    return get_language() or "zh-hans"
