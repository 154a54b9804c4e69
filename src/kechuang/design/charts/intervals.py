"""Intervals: where each row may stand, and the line that cuts through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair

from kechuang.design.charts.drawing import drawn
from kechuang.design.charts.marks import WIDTH
from kechuang.design.charts.palette import ACCENT, SERIES
from kechuang.engines.wording import Text

BAND = 30
UNSURE = SERIES[1]
LINE = SERIES[3]
NAMES_AXIS = altair.Axis(title=None, ticks=False, domain=False, labelPadding=8)


def interval_chart(
    rows: Sequence[Mapping[str, Any]], *, line: float, title: Text, language: str
) -> str:
    """A bar ``low``…``high`` with a dot at ``value`` per row, and a vertical ``line``.

    Rows hold ``category``, ``low``, ``high``, ``value``, ``is_unsure`` and ``said``, what the mark
    says aloud. Intervals that the line does not settle are in another colour. Returns SVG text.
    """
    most = max(row["high"] for row in rows)
    base = altair.Chart(altair.InlineData(values=[dict(row) for row in rows])).encode(
        y=altair.Y("category:N", sort=None, axis=NAMES_AXIS),
        color=altair.condition("datum.is_unsure", altair.value(UNSURE), altair.value(ACCENT)),
    )
    ranks = altair.Axis(
        title=None, values=list(range(1, most + 1)), format="d", labelOverlap="parity"
    )
    scale = altair.Scale(domain=[0.5, most + 0.5], zero=False, nice=False)
    bars = base.mark_rule(strokeWidth=5, opacity=0.55).encode(
        x=altair.X("low:Q", axis=ranks, scale=scale), x2="high:Q", description="said:N"
    )
    dots = base.mark_point(filled=True, size=110, opacity=1, aria=False).encode(x="value:Q")
    cut = (
        altair.Chart(altair.InlineData(values=[{"line": line}]))
        .mark_rule(color=LINE, strokeWidth=2, strokeDash=[5, 4], aria=False)
        .encode(x="line:Q")
    )
    chart = (bars + dots + cut).properties(width=WIDTH, height=BAND * len(rows))
    return drawn(chart, title=title.said_in(language))
