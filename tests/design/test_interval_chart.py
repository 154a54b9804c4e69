"""The chart of intervals shows every row, the line, and which rows the line does not settle."""

from __future__ import annotations

from kechuang.design.charts import interval_chart
from kechuang.engines.wording import Text

TITLE = Text("名次区间", "Rank intervals")
SURE = {"category": "A", "low": 1, "high": 2, "value": 1, "is_unsure": False, "said": "A: 1 (1–2)"}
UNSURE = {"category": "B", "low": 1, "high": 3, "value": 3, "is_unsure": True, "said": "B: 3 (1–3)"}
ORANGE = "#c98a1b"


def drawn(*rows: dict[str, object], line: float = 1.5) -> str:
    return interval_chart(rows, line=line, title=TITLE, language="en")


def test_every_row_says_its_interval_aloud() -> None:
    svg = drawn(SURE, UNSURE)

    assert all(f'aria-label="{row["said"]}"' in svg for row in (SURE, UNSURE))
    assert 'aria-label="Rank intervals"' in svg


def test_only_intervals_across_the_line_are_coloured_as_unsure() -> None:
    assert ORANGE in drawn(SURE, UNSURE)
    assert ORANGE not in drawn(SURE)


def test_the_line_stands_where_it_is_asked_for() -> None:
    assert drawn(SURE, UNSURE, line=1.5) != drawn(SURE, UNSURE, line=2.5)
