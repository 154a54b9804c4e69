"""The data behind marks: what a mark shows, says aloud and leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair

from kechuang.design.charts.drawing import address

Row = Mapping[str, Any]
Linker = Callable[[Row], str]
Mark = dict[str, Any]
WIDTH = 340
BAND = 34


def marks_of(
    rows: Sequence[Row],
    *,
    category: str,
    value: str,
    link: Linker | None,
    series: str | None = None,
) -> list[Mark]:
    """One mark per row, in order; ``said`` is its label for readers who do not see it."""
    return [_mark(row, category, value, link, series) for row in rows]


def _mark(row: Row, category: str, value: str, link: Linker | None, series: str | None) -> Mark:
    names = [str(row[category]), *([str(row[series])] if series else [])]
    shown = f"{row[value]:,}"
    mark = {
        "category": names[0],
        "series": names[-1],
        "value": row[value],
        "shown": shown,
        "said": f"{' '.join(names)}: {shown}",
    }
    return mark | {"href": address(link(row))} if link else mark


def chart_of(marks: Sequence[Mark]) -> Any:
    """An Altair chart over the marks, ready for a mark type and encodings."""
    return altair.Chart(altair.InlineData(values=list(marks)))


def linked(chart: Any, link: Linker | None) -> Any:
    return chart.encode(href="href:N") if link else chart
