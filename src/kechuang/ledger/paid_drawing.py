"""The chart of what a party was paid over time."""

from __future__ import annotations

from kechuang.design.charts import Drawing, line_chart
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.ledger.selectors.party_money import PartyMoney

FEN_PER_YUAN = 100
CAPTION = Text("累计到账（元）", "Paid so far (yuan)")
COLUMNS = (
    Text("月份", "Month"),
    Text("当月到账", "Paid in the month"),
    Text("累计到账", "Paid so far"),
)


def paid_over_time(money: PartyMoney, language: str) -> Drawing | None:
    """Running total by month; None before the first payment."""
    months = money.paid_by_month()
    if not months:
        return None
    svg = line_chart(
        [{"month": month, "value": until // FEN_PER_YUAN} for month, _, until in months],
        category="month",
        value="value",
        title=CAPTION,
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=CAPTION.said_in(language),
        columns=tuple(column.said_in(language) for column in COLUMNS),
        rows=[
            (month, *(written_exact_money(fen, language) for fen in fens))
            for month, *fens in months
        ],
    )
