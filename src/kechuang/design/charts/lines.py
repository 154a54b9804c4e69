"""Lines: how a number moves over periods."""

from __future__ import annotations

from collections.abc import Sequence

import altair

from kechuang.design.charts.bars import series_colour
from kechuang.design.charts.drawing import drawn
from kechuang.design.charts.marks import WIDTH, Linker, Row, chart_of, linked, marks_of
from kechuang.design.charts.palette import ACCENT
from kechuang.engines.wording import Text

HEIGHT = 220
PERIODS = altair.Axis(title=None, labelAngle=0, labelOverlap="parity")


def line_chart(
    rows: Sequence[Row],
    *,
    category: str,
    value: str,
    title: Text,
    series: str | None = None,
    link: Linker | None = None,
    language: str,
) -> str:
    """A line over the periods in ``category``, one per ``series`` if given. Returns SVG text."""
    marks = marks_of(rows, category=category, series=series, value=value, link=link)
    base = chart_of(marks).encode(
        x=altair.X("category:O", sort=None, axis=PERIODS),
        y=altair.Y("value:Q", axis=altair.Axis(title=None, tickCount=5)),
        description="said:N",
    )
    if series:
        base = base.encode(color=series_colour(list(dict.fromkeys(m["series"] for m in marks))))
    line = base.mark_line(color=ACCENT, strokeWidth=2.5, aria=False)
    points = base.mark_point(color=ACCENT, filled=True, size=70, opacity=1)
    chart = (line + linked(points, link)).properties(width=WIDTH, height=HEIGHT)
    return drawn(chart, title=title.said_in(language))
