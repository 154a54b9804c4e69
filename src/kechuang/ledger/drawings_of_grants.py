"""Charts about single grants and about who gets what of a line."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.design.charts import Drawing, stacked_bars
from kechuang.design.formatting import written_exact_money
from kechuang.engines.tally import Ration
from kechuang.engines.wording import Text
from kechuang.ledger.drawings import UNIT
from kechuang.ledger.selectors.grant_file import ShareUse

FEN_PER_WAN = 1_000_000
USE = Text("各项资金的进度", "How far each fund is")
GIVEN_OUT = Text("申请与分配", "Asked and granted")
PARTS = (
    (Text("已支付", "Paid"), "paid_fen"),
    (Text("应付", "Payable"), "payable_fen"),
    (Text("已验收未支付", "Accepted, unpaid"), "accepted_fen"),
    (Text("待验收", "To be accepted"), "waiting_fen"),
    (Text("已核减", "Released"), "released_fen"),
)
RATION_PARTS = (
    (Text("分配", "Granted"), "granted_fen"),
    (Text("未满足", "Not reached"), "short_fen"),
)
Parts = Sequence[tuple[Text, str]]


def use_by_fund(uses: Sequence[ShareUse], language: str) -> Drawing:
    """Public funds only: what an enterprise puts in itself is not in these books."""
    public = [use for use in uses if use.share.line_id]
    named = [(use.share.get_source_display(), use) for use in public]
    return _drawn(named, PARTS, USE, language)


def asked_and_granted(rations: Sequence[Ration], language: str) -> Drawing:
    return _drawn([(each.reference, each) for each in rations], RATION_PARTS, GIVEN_OUT, language)


def _drawn(
    named: Sequence[tuple[str, object]], parts: Parts, caption: Text, language: str
) -> Drawing:
    rows = [
        {"label": name, "series": part.said_in(language), "value": _wan(getattr(record, field))}
        for name, record in named
        for part, field in parts
    ]
    svg = stacked_bars(
        rows, category="label", series="series", value="value", title=caption, language=language
    )
    return Drawing(
        svg=svg,
        caption=f"{caption.said_in(language)}{UNIT.said_in(language)}",
        columns=("", *(part.said_in(language) for part, _ in parts)),
        rows=[
            (name, *(written_exact_money(getattr(record, field), language) for _, field in parts))
            for name, record in named
        ],
    )


def _wan(fen: int) -> int:
    """Whole 万元 for the eye; the table beside it has every fen."""
    return round(fen / FEN_PER_WAN)
