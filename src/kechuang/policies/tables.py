"""The list of policies."""

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN
from kechuang.design.codes import region_name
from kechuang.engines.packfile import UNCONFIRMED
from kechuang.policies.models import PolicyDocument


class PolicyTable(tables.Table):
    title = tables.Column(linkify=("policies:detail", {"pk": tables.A("pk")}))
    valid_from = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)
    valid_to = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)
    is_example = tables.Column(attrs=UNBROKEN)
    region = tables.Column(order_by=("place", "region", "title"))
    clause_count = tables.Column(
        verbose_name=_("可计算条款"),
        attrs={"td": {"class": "numeric"}, "th": {"class": "numeric"}},
    )

    class Meta:
        model = PolicyDocument
        fields = [
            "title",
            "issuer",
            "doc_no",
            "region",
            "valid_from",
            "valid_to",
            "is_example",
            "clause_count",
        ]
        empty_text = _("没有符合条件的政策")

    def render_title(self, record: PolicyDocument) -> str:
        return record.shown_title

    def render_region(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")

    def render_is_example(self, value: bool, record: PolicyDocument) -> str:
        if not value:
            return str(_("正式文件"))
        return str(_("示例/待核")) if record.evidence in UNCONFIRMED else str(_("示例"))
