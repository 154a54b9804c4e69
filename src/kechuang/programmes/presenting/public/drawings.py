"""The chart of a list; the table beside it holds the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kechuang.design.charts import Drawing, bar_chart
from kechuang.engines.tally import half_up
from kechuang.engines.wording import Text
from kechuang.programmes.presenting.public.items import ShownItem

CAPTION = Text(
    "各类榜单的财政补助上限合计（万元）", "Ceilings of public grants by list class (10,000 yuan)"
)
CLASS, COUNT = Text("榜单类别", "List class"), Text("榜单数", "Items")
CEILING = Text("补助上限合计（万元）", "Ceilings (10,000 yuan)")
FEN_OF_WAN = 1_000_000


def ceilings_by_class(
    items: Sequence[ShownItem], link: Callable[[str], str], language: str
) -> Drawing | None:
    """A bar for each class that has items, the largest first; None without any.

    ``link`` gives the address that the bar of a class leads to.
    """
    rows = sorted(_rows(items, language), key=lambda row: (-row["ceiling"], row["class"]))
    if not rows:
        return None
    svg = bar_chart(
        rows,
        category="class",
        value="ceiling",
        title=CAPTION,
        link=lambda row: link(row["id"]),
        language=language,
    )
    columns = tuple(text.said_in(language) for text in (CLASS, COUNT, CEILING))
    numbers: list[tuple[str | int, ...]] = [
        (row["class"], row["count"], row["ceiling"]) for row in rows
    ]
    return Drawing(svg, CAPTION.said_in(language), columns, numbers)


def _rows(items: Sequence[ShownItem], language: str) -> list[dict[str, Any]]:
    classes = {one.list_class: one.public.list_class for one in items}
    return [
        {
            "id": name,
            "class": label.said_in(language),
            "count": sum(one.list_class == name for one in items),
            "ceiling": half_up(_ceiling(items, name), FEN_OF_WAN),
        }
        for name, label in classes.items()
    ]


def _ceiling(items: Sequence[ShownItem], name: str) -> int:
    return sum(one.money.ceiling_fen for one in items if one.money and one.list_class == name)
