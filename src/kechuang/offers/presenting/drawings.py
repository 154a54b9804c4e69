"""The charts of one list; the tables below them hold the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from kechuang.design.charts import Drawing, bar_chart
from kechuang.design.codes import region_name
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.offers.selectors.lists import OfferAt, by_district, by_stage

FEN_PER_WAN = 1_000_000
DISTRICTS = Text("各区县金额（万元）", "Amount by district (CNY 10,000)")
STAGES = Text("办理到哪一步（家）", "How far the offers are (firms)")
Figure = tuple[str, int, int]


def drawings_of(offers: Sequence[OfferAt], language: str) -> list[Drawing]:
    """Amount by district, and firms by stage; none for an empty list."""
    if not offers:
        return []
    districts = [(region_name(code, language), n, fen) for code, n, fen in by_district(offers)]
    stages = [(str(stage.label), n, fen) for stage, n, fen in by_stage(offers)]
    return [
        _drawn(districts, DISTRICTS, lambda row: round(row[2] / FEN_PER_WAN, 2), language),
        _drawn(stages, STAGES, lambda row: row[1], language),
    ]


def _drawn(
    figures: Iterable[Figure], caption: Text, value: Callable[[Figure], float], language: str
) -> Drawing:
    rows = list(figures)
    svg = bar_chart(
        [{"label": row[0], "value": value(row)} for row in rows],
        category="label",
        value="value",
        title=caption,
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=caption.said_in(language),
        columns=("", _("企业数"), _("金额")),
        rows=[(label, n, written_exact_money(fen, language)) for label, n, fen in rows],
    )
