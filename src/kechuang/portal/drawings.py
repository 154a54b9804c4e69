"""The charts of the public home; each mark leads to the records it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kechuang.base.registry.technical_fields import field_label
from kechuang.design.charts import bar_chart, read_map, region_map
from kechuang.design.codes import region_name
from kechuang.engines.wording import Text
from kechuang.parties.states import PartyKind
from kechuang.portal.figures import demands_by_field, enterprises_by_region, outcomes_by_field

FIELD, REGION, COUNT = Text("技术领域", "Field"), Text("地区", "Region"), Text("数量", "Number")


@dataclass(frozen=True)
class Drawing:
    """A chart with its caption and the same numbers as a table."""

    svg: str
    caption: str
    columns: tuple[str, str]
    rows: list[tuple[str, int]]


def home_charts(language: str) -> list[Drawing]:
    """Outcomes and demands by field, enterprises by district; charts without data are left out."""
    drawings = [
        _enterprises(language),
        _bars(
            Text("成果的技术领域", "Outcomes by field"), outcomes_by_field(), "outcomes", language
        ),
        _bars(Text("需求的技术领域", "Demands by field"), demands_by_field(), "demands", language),
    ]
    return [drawing for drawing in drawings if drawing.rows]


def _bars(caption: Text, counts: list[tuple[str, int]], room: str, language: str) -> Drawing:
    link = _list_link(f"{room}:list", "field")
    rows = [{"field": field_label(field), "key": field, "count": count} for field, count in counts]
    svg = bar_chart(
        rows,
        category="field",
        value="count",
        title=caption,
        link=lambda row: link(str(row["key"])),
        language=language,
    )
    shown = [(field_label(field), count) for field, count in counts]
    return _drawing(svg if rows else "", caption, FIELD, shown, language)


def _enterprises(language: str) -> Drawing:
    caption = Text("各区企业", "Enterprises by district")
    counts = enterprises_by_region()
    svg = region_map(
        read_map(),
        counts,
        title=caption,
        link=_list_link("parties:list", "region_code", kind=PartyKind.ENTERPRISE),
        language=language,
    )
    rows = [(region_name(code, language), count) for code, count in sorted(counts.items())]
    return _drawing(svg if rows else "", caption, REGION, rows, language)


def _drawing(
    svg: str, caption: Text, column: Text, rows: list[tuple[str, int]], language: str
) -> Drawing:
    columns = (column.said_in(language), COUNT.said_in(language))
    return Drawing(svg, caption.said_in(language), columns, rows)


def _list_link(url_name: str, parameter: str, **fixed: str) -> Callable[[str], str]:
    base = reverse(url_name)
    return lambda value: f"{base}?{urlencode({**fixed, parameter: value})}"
