"""Drawings are clean, named, linked and always the same."""

import re
from xml.etree import ElementTree

import pytest

from kechuang.design.charts import bar_chart, line_chart, read_map, region_map, stacked_bars
from kechuang.design.charts.drawing import cleaned
from kechuang.engines.wording import Text

TITLE = Text("各区“企业”<数>", 'Firms "by" <district>')
ROWS = [
    {"region": "澜湖区", "year": "2024", "state": "已对接", "count": 1200, "code": "990101"},
    {"region": "云港区", "year": "2025", "state": "对接中", "count": 30, "code": "990102"},
]


def link(row: dict[str, object]) -> str:
    return f"/parties/?region={row['code']}&kind=enterprise"


def drawings() -> dict[str, str]:
    common = {"value": "count", "title": TITLE, "link": link, "language": "zh-hans"}
    return {
        "bars": bar_chart(ROWS, category="region", **common),
        "line": line_chart(ROWS, category="year", **common),
        "lines": line_chart(ROWS, category="year", series="state", **common),
        "stacked": stacked_bars(ROWS, category="region", series="state", **common),
        "map": region_map(
            read_map(),
            {"990101": 1200, "990102": 30},
            title=TITLE,
            link=lambda code: link({"code": code}),
            language="zh-hans",
        ),
    }


@pytest.mark.parametrize("kind", ["bars", "line", "lines", "stacked", "map"])
def test_a_drawing_is_clean_linked_and_named(kind: str) -> None:
    svg = drawings()[kind]

    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == TITLE.zh
    assert 'href="/parties/?region=990101&amp;kind=enterprise"' in svg
    assert re.search(r'aria-label="[^"]*1,200"', svg)
    assert not re.search(r"<style|<script|\sstyle=|https?://(?!www\.w3\.org)", svg)


def test_the_same_rows_are_drawn_the_same_and_only_once() -> None:
    assert drawings() == drawings()
    assert drawings()["bars"] is drawings()["bars"]


def test_a_drawing_without_links_has_none() -> None:
    svg = bar_chart(ROWS, category="region", value="count", title=TITLE, language="en")

    assert "<a " not in svg
    assert "by" in ElementTree.fromstring(svg).get("aria-label", "")


def test_a_region_without_value_is_told_apart_from_zero() -> None:
    svg = region_map(read_map(), {"990101": 0}, title=TITLE, language="zh-hans")

    assert 'aria-label="澜湖区: 0"' in svg
    assert 'aria-label="苇川县: —"' in svg


@pytest.mark.parametrize(
    "planted", ["<script/>", "<style/>", '<p style="x"/>', '<p onclick="x"/>', "javascript:x"]
)
def test_a_drawing_with_something_active_is_refused(planted: str) -> None:
    with pytest.raises(ValueError, match="script or style"):
        cleaned(f"<svg >{planted}</svg>", title="t")


def test_a_title_cannot_break_out_of_its_attribute() -> None:
    svg = cleaned("<svg ></svg>", title='"><script>')

    assert ElementTree.fromstring(svg).get("aria-label") == '"><script>'
