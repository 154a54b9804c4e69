"""From an Altair chart to a clean SVG text."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import altair
import vl_convert

from kechuang.design.charts.palette import FONT, INK_SOFT, LINE

# vl-convert resolves addresses against a base; an absolute one survives and is cut off again.
HERE = "https://here.invalid"
WHITE_BACKGROUND = re.compile(r'<rect width="\d+" height="\d+" fill="[^"]*"/>')
REFUSED = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
CONFIG = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14,
        "labelColor": INK_SOFT,
        "labelLimit": 220,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "titleFontSize": 13,
        "titleColor": INK_SOFT,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFontSize": 14, "labelColor": INK_SOFT, "title": None, "orient": "top"},
    "text": {"fontSize": 14, "fill": INK_SOFT},
}


def drawn(chart: Any, *, title: str) -> str:
    """The SVG of an Altair chart, named ``title`` for readers who do not see it."""
    with altair.data_transformers.disable_max_rows():
        specification = chart.configure(**CONFIG).to_dict(format="vega-lite")
    return _svg(json.dumps(specification, sort_keys=True, ensure_ascii=False), title)


def address(link: str) -> str:
    """``link`` in the form that survives the conversion."""
    return HERE + link


@lru_cache(maxsize=256)
def _svg(specification: str, title: str) -> str:
    return cleaned(vl_convert.vegalite_to_svg(specification), title=title)


def cleaned(svg: str, *, title: str) -> str:
    """Without background, with own links and a name; ``ValueError`` if anything active is in it."""
    svg = WHITE_BACKGROUND.sub("", svg, count=1)
    svg = svg.replace(f'xlink:href="{HERE}', 'href="').replace(
        'xmlns:xlink="http://www.w3.org/1999/xlink" ', ""
    )
    if REFUSED.search(svg):
        raise ValueError("the drawing holds script or style")
    return svg.replace("<svg ", f'<svg role="group" aria-label="{_attribute(title)}" ', 1)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
