"""The register of experts as a list."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN, StateColumn
from kechuang.design.codes import discipline_name, region_name
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ExpertState

TONES: dict[str, str] = {
    ExpertState.REGISTERED: "info",
    ExpertState.CONFIRMED: "good",
    ExpertState.SUSPENDED: "bad",
}


class ExpertTable(tables.Table):
    name = tables.Column(linkify=("reviews:expert", [tables.A("pk")]), attrs=UNBROKEN)
    fields_of = tables.Column(verbose_name=_("学科"), accessor="fields", orderable=False)
    state = StateColumn(TONES)
    registered_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Expert
        fields = ["name", "title", "fields_of", "region_code", "state", "source", "registered_at"]
        empty_text = _("没有符合条件的专家")

    def render_fields_of(self, value: list[str]) -> str:
        language = get_language() or "zh-hans"
        return " · ".join(discipline_name(code, language) for code in value)

    def render_region_code(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")
