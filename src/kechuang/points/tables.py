"""The firms of a snapshot."""

from __future__ import annotations

from collections import Counter

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.codes import region_name
from kechuang.parties.models import Party
from kechuang.points.models import Standing
from kechuang.points.presenting import PLACE_NAMES, SHORT_NAMES
from kechuang.points.selectors import Ranking
from kechuang.points.writing import decimal, pair

NUMERIC = {"td": {"class": "numeric"}, "th": {"class": "numeric"}}


class StandingTable(tables.Table):
    proven_place = tables.Column(attrs=NUMERIC)
    places = tables.Column(
        verbose_name=_("名次区间"), accessor="best_place", order_by="best_place", attrs=NUMERIC
    )
    party = tables.Column(
        order_by="party__name", linkify=("points:standing", {"pk": tables.A("pk")})
    )
    region = tables.Column(accessor="party__region_code", verbose_name=_("地区"))
    low = tables.Column(attrs=NUMERIC)
    high = tables.Column(attrs=NUMERIC)
    place_span = tables.Column(attrs=NUMERIC)
    lists = tables.Column(orderable=False)

    class Meta:
        model = Standing
        fields = [
            "proven_place", "places", "party", "region", "stage", "low", "high", "place_span",
            "lists",
        ]  # fmt: skip
        order_by = "proven_place"
        empty_text = _("没有符合筛选条件的企业")

    def __init__(self, *args: object, ranking: Ranking, **options: object) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        self.stages = {stage: label.said_in(language) for stage, label in ranking.card.stages}
        self.titles = {one.id: one.title.said_in(language) for one in ranking.lists}

    def render_places(self, record: Standing) -> str:
        return pair([record.best_place, record.worst_place])

    def value_places(self, record: Standing) -> str:
        return self.render_places(record)

    def render_party(self, value: Party) -> str:
        return value.shown_name

    def render_region(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")

    def render_stage(self, value: str) -> str:
        return " / ".join(self.stages[stage] for stage in value.split("|"))

    def render_low(self, value: int) -> str:
        return decimal(value)

    def render_high(self, value: int) -> str:
        return decimal(value)

    def render_lists(self, value: dict[str, dict[str, str]]) -> str:
        """On how many the firm is, and may be."""
        found = Counter(place["place"] for place in value.values())
        parts = (f"{SHORT_NAMES[place]} {found[place]}" for place in SHORT_NAMES if found[place])
        return " · ".join(parts) or "—"

    def value_lists(self, value: dict[str, dict[str, str]]) -> str:
        parts = (
            f"{self.titles[name]} · {PLACE_NAMES[place['place']]}"
            for name, place in value.items()
            if place["place"] != "off"
        )
        return "； ".join(parts) or "—"
