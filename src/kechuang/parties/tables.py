"""The list of parties."""

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN
from kechuang.design.codes import industry_name, region_name
from kechuang.parties.models import Party


class PartyTable(tables.Table):
    name = tables.Column(linkify=("parties:detail", {"pk": tables.A("pk")}))
    kind = tables.Column()
    credit_code = tables.Column()
    region_code = tables.Column()
    industry_code = tables.Column()
    established_on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Party
        fields = ["name", "kind", "credit_code", "region_code", "industry_code", "established_on"]
        order_by = "name"
        empty_text = _("没有符合条件的主体")

    def render_name(self, record: Party) -> str:
        return record.shown_name

    def render_region_code(self, value: str) -> str:
        return region_name(value, _language())

    def render_industry_code(self, value: str) -> str:
        return industry_name(value, _language())


def _language() -> str:
    return get_language() or "zh-hans"
