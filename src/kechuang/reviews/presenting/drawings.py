"""The chart of ranks; the table beside it holds the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.design.charts import Drawing, interval_chart
from kechuang.engines.wording import Text
from kechuang.reviews.selectors import Ranked

CAPTION = Text("名次区间与立项线", "Rank intervals and the funding line")
LABEL, RANK, BETWEEN = (
    Text("代号", "Label"),
    Text("名次", "Rank"),
    Text("名次区间", "Rank interval"),
)
UNSURE = Text("跨越立项线", "across the funding line")
HALF = 0.5


def ranks_drawn(found: Sequence[Ranked], *, funded: int, language: str) -> Drawing:
    """Intervals across the line are noise: the scores alone do not decide about them."""
    svg = interval_chart(
        [_mark(one, language) for one in found],
        line=funded + HALF,
        title=CAPTION,
        language=language,
    )
    columns = tuple(text.said_in(language) for text in (LABEL, RANK, BETWEEN))
    rows: list[tuple[str | int, ...]] = [
        (one.submission.label, one.rank, _between(one)) for one in found
    ]
    return Drawing(svg=svg, caption=CAPTION.said_in(language), columns=columns, rows=rows)


def _mark(one: Ranked, language: str) -> dict[str, object]:
    unsure = f", {UNSURE.said_in(language)}" if one.interval.is_noise else ""
    return {
        "category": one.submission.label,
        "low": one.interval.low,
        "high": one.interval.high,
        "value": one.rank,
        "is_unsure": one.interval.is_noise,
        "said": f"{one.submission.label}: {one.rank} ({_between(one)}){unsure}",
    }


def _between(one: Ranked) -> str:
    return f"{one.interval.low}–{one.interval.high}"
