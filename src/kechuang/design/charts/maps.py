"""A map of regions shaded by value.

The outline shipped here is schematic and fictional; a real city gives its own approved map
(boundary data published in China needs a map approval number, 审图号).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import altair

from kechuang.design.charts.drawing import address, drawn
from kechuang.design.charts.marks import chart_of
from kechuang.design.charts.palette import NO_VALUE, ON_AREA, RAMP
from kechuang.engines.wording import Text

FICTIONAL_MAP = Path(__file__).parents[1] / "data" / "yunlan.geojson"
WIDTH, HEIGHT = 440, 340


def read_map(path: Path = FICTIONAL_MAP) -> dict[str, Any]:
    """A GeoJSON feature collection whose properties give ``code``, ``zh`` and ``en``."""
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return collection


def region_map(
    geojson: Mapping[str, Any],
    values: Mapping[str, int],
    *,
    title: Text,
    link: Callable[[str], str] | None = None,
    language: str,
) -> str:
    """Regions shaded by ``values`` (code to number); a region without a value stays grey.

    ``link`` gives the address a region code leads to. Returns SVG text.
    """
    shapes = [_shape(feature, values, link, language) for feature in geojson["features"]]
    base = chart_of(shapes)
    areas = _areas(base, shapes, has_links=link is not None)
    chart = altair.layer(*areas, _names(base)).project(type="identity", reflectY=True)
    return drawn(chart.properties(width=WIDTH, height=HEIGHT), title=title.said_in(language))


def _areas(base: Any, shapes: Sequence[Mapping[str, Any]], *, has_links: bool) -> list[Any]:
    """Shaded regions and grey ones, each a layer only where there are any: axe minds empty ones."""
    shade = altair.Color("value:Q", scale=altair.Scale(range=list(RAMP), zero=True), legend=None)
    areas = base.mark_geoshape(stroke="#ffffff", strokeWidth=2).encode(description="said:N")
    if has_links:
        areas = areas.encode(href="href:N")
    layers = {True: areas.encode(color=shade), False: areas.encode(color=altair.value(NO_VALUE))}
    return [
        layer.transform_filter(f"datum.is_known == {str(is_known).lower()}")
        for is_known, layer in layers.items()
        if any(shape["is_known"] == is_known for shape in shapes)
    ]


def _names(base: Any) -> Any:
    return base.mark_text(aria=False, lineBreak="\n", color=ON_AREA).encode(
        longitude="centre[0]:Q", latitude="centre[1]:Q", text="shown:N"
    )


def _shape(
    feature: Mapping[str, Any],
    values: Mapping[str, int],
    link: Callable[[str], str] | None,
    language: str,
) -> dict[str, Any]:
    properties = feature["properties"]
    code = properties["code"]
    name = properties["zh" if language.startswith("zh") else "en"]
    number = f"{values[code]:,}" if code in values else "—"
    shape = {
        "type": "Feature",
        "geometry": feature["geometry"],
        "value": values.get(code),
        "is_known": code in values,
        "shown": f"{name}\n{number}",
        "said": f"{name}: {number}",
        "centre": _centre(feature["geometry"]["coordinates"][0]),
    }
    return shape | {"href": address(link(code))} if link else shape


def _centre(ring: list[list[float]]) -> list[float]:
    corners = ring[:-1]
    return [sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1)]
