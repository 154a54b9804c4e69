"""The charts of the public home; each mark leads to the records it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from kechuang.base.registry.technical_fields import field_label
from kechuang.design.charts import Drawing, bar_chart, read_map, region_map, stacked_bars
from kechuang.design.codes import region_name
from kechuang.engines.wording import Text
from kechuang.parties.states import PartyKind
from kechuang.portal.context import is_fictional
from kechuang.portal.figures import FieldCount, enterprises_by_region, supply_and_demand

FIELD, REGION, COUNT = Text("技术领域", "Field"), Text("地区", "Region"), Text("数量", "Number")
APPROVAL = Text("（审图号：{}）", " (map approval number {})")
OUTCOMES, DEMANDS = Text("成果", "Outcomes"), Text("需求", "Demands")


def home_charts(language: str) -> list[Drawing]:
    """Enterprises by district, outcomes and demands by field; charts without data are left out."""
    drawings = [_enterprises(language), _supply_and_demand(language)]
    return [drawing for drawing in drawings if drawing.rows]


def _enterprises(language: str) -> Drawing:
    caption = Text("各区企业", "Enterprises by district")
    counts = enterprises_by_region()
    link = _list_link("parties:list", "region_code", kind=PartyKind.ENTERPRISE)
    outline = _outline()
    return Drawing(
        svg=region_map(outline, counts, title=caption, link=link, language=language)
        if outline
        else _region_bars(counts, caption, link, language),
        caption=f"{caption.said_in(language)}{_approval(outline, language)}",
        columns=tuple(text.said_in(language) for text in (REGION, COUNT)),
        rows=[(region_name(code, language), count) for code, count in sorted(counts.items())],
    )


def _outline() -> dict[str, Any] | None:
    """The city's approved map, the schematic one of the fictional city, or none."""
    if settings.REGION_MAP:
        return read_map(settings.REGION_MAP)
    return read_map() if is_fictional(settings.HOME_REGION) else None


def _approval(outline: dict[str, Any] | None, language: str) -> str:
    """The approval number that 《地图管理条例》 asks to be shown with a published map."""
    number = (outline or {}).get("approval_number")
    return APPROVAL.said_in(language).format(number) if number else ""


def _region_bars(
    counts: Mapping[str, int], caption: Text, link: Callable[[str], str], language: str
) -> str:
    rows = [
        {"code": code, "region": region_name(code, language), "count": count}
        for code, count in sorted(counts.items())
    ]
    return bar_chart(
        rows,
        category="region",
        value="count",
        title=caption,
        link=lambda row: link(str(row["code"])),
        language=language,
    )


def _supply_and_demand(language: str) -> Drawing:
    caption = Text("各领域的成果与需求", "Outcomes and demands by field")
    counts = supply_and_demand()
    svg = stacked_bars(
        [part for count in counts for part in _parts(count, language)],
        category="field",
        series="series",
        value="count",
        title=caption,
        link=lambda row: str(row["url"]),
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=caption.said_in(language),
        columns=tuple(text.said_in(language) for text in (FIELD, OUTCOMES, DEMANDS)),
        rows=[(field_label(count.field), count.outcomes, count.demands) for count in counts],
    )


def _parts(count: FieldCount, language: str) -> list[dict[str, Any]]:
    """The two parts of a field's bar, each with the address of its records."""
    parts = ((OUTCOMES, count.outcomes, "outcomes"), (DEMANDS, count.demands, "demands"))
    return [
        {
            "field": field_label(count.field),
            "series": name.said_in(language),
            "count": number,
            "url": _list_link(f"{room}:list", "field")(count.field),
        }
        for name, number, room in parts
    ]


def _list_link(url_name: str, parameter: str, **fixed: str) -> Callable[[str], str]:
    base = reverse(url_name)
    return lambda value: f"{base}?{urlencode({**fixed, parameter: value})}"
