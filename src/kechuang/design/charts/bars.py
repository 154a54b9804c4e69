"""Bars: one value per category, or parts that add up."""

from __future__ import annotations

from collections.abc import Sequence

import altair

from kechuang.design.charts.drawing import drawn
from kechuang.design.charts.marks import BAND, WIDTH, Linker, Row, chart_of, linked, marks_of
from kechuang.design.charts.palette import ACCENT, SERIES
from kechuang.engines.wording import Text

NAMED_BAND = BAND + 6
NAMES_AXIS = altair.Axis(title=None, ticks=False, domain=False, labelPadding=8)


def bar_chart(
    rows: Sequence[Row],
    *,
    category: str,
    value: str,
    title: Text,
    link: Linker | None = None,
    language: str,
) -> str:
    """Horizontal bars in the order of ``rows``: the name above, the number at the end.

    ``category`` and ``value`` are keys of the rows; ``link`` gives the address a bar leads to.
    Returns SVG text.
    """
    marks = marks_of(rows, category=category, value=value, link=link)
    base = chart_of(marks).encode(
        x=altair.X("value:Q", axis=None, scale=altair.Scale(zero=True)),
        y=altair.Y("category:N", sort=None, axis=None),
        description="said:N",
    )
    bars = base.mark_bar(color=ACCENT, cornerRadiusEnd=2, height=12, yOffset=9)
    numbers = base.mark_text(align="left", dx=6, dy=9, aria=False).encode(text="shown:N")
    names = base.mark_text(align="left", dy=-8, aria=False).encode(
        text="category:N", x=altair.value(0)
    )
    layers = linked(bars, link) + numbers + names
    chart = layers.properties(width=WIDTH, height=NAMED_BAND * len(marks))
    return drawn(chart, title=title.said_in(language))


def stacked_bars(
    rows: Sequence[Row],
    *,
    category: str,
    series: str,
    value: str,
    title: Text,
    link: Linker | None = None,
    language: str,
) -> str:
    """Horizontal bars made of parts: one row per category and series. Returns SVG text."""
    marks = marks_of(rows, category=category, series=series, value=value, link=link)
    names = list(dict.fromkeys(mark["series"] for mark in marks))
    ordered = [mark | {"place": names.index(mark["series"])} for mark in marks]
    bars = (
        chart_of(ordered)
        .mark_bar(height=20)
        .encode(
            x=altair.X("value:Q", axis=altair.Axis(title=None, tickCount=5)),
            y=altair.Y("category:N", sort=None, axis=NAMES_AXIS),
            color=series_colour(names),
            order=altair.Order("place:Q"),
            description="said:N",
        )
    )
    height = BAND * len({mark["category"] for mark in marks})
    chart = linked(bars, link).properties(width=WIDTH, height=height)
    return drawn(chart, title=title.said_in(language))


def series_colour(names: Sequence[str]) -> altair.Color:
    """A colour per series, in the order in which the series come."""
    scale = altair.Scale(domain=list(names), range=list(SERIES[: len(names)]))
    return altair.Color("series:N", sort=list(names), scale=scale)
