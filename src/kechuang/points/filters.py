"""Filters of the firms of a snapshot."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.formatting import said
from kechuang.points.models import Standing
from kechuang.points.presenting import PLACE_NAMES
from kechuang.points.selectors import Ranking


class StandingFilter(django_filters.FilterSet):
    party = django_filters.CharFilter(
        label=_("企业名称"), field_name="party__name", lookup_expr="icontains"
    )
    stage = django_filters.ChoiceFilter(label=_("阶段"), method="in_stage")
    listed = django_filters.ChoiceFilter(label=_("名单"), method="on_list")
    region = django_filters.CharFilter(
        label=_("行政区划代码"), field_name="party__region_code", lookup_expr="startswith"
    )

    class Meta:
        model = Standing
        fields: list[str] = []

    def __init__(self, *args: Any, ranking: Ranking, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        stages = [(stage, said(label, language)) for stage, label in ranking.card.stages]
        listed = [
            (f"{one.id}:{place}", f"{said(one.title, language)} · {name}")
            for one in ranking.lists
            for place, name in PLACE_NAMES.items()
        ]
        self.filters["stage"].extra["choices"] = stages
        self.filters["listed"].extra["choices"] = listed

    def in_stage(self, rows: QuerySet[Standing], name: str, stage: str) -> QuerySet[Standing]:
        """Those whose stage is this one, or may be."""
        return rows.filter(stage__contains=stage)

    def on_list(self, rows: QuerySet[Standing], name: str, chosen: str) -> QuerySet[Standing]:
        listed, _, place = chosen.partition(":")
        return rows.filter(**{f"lists__{listed}__place": place})
