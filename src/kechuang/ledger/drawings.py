"""The charts of the budget board; the tables beside them hold the same numbers to the fen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kechuang.design.charts import Drawing, line_chart, stacked_bars
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.ledger.selectors.board import Board, Level

FEN_PER_WAN = 1_000_000
UNIT = Text("（万元）", " (CNY 10,000)")
PAID, OWED, HELD, FREE = (
    Text("已支付", "Paid"),
    Text("已立项未支付", "Promised, unpaid"),
    Text("预留", "Held"),
    Text("可用", "Free"),
)
PROMISED = Text("立项", "Promised")
MONTH = Text("月份", "Month")
Part = tuple[Text, Callable[[Level], int]]
USE: tuple[Part, ...] = (
    (PAID, lambda level: level.paid_fen),
    (OWED, lambda level: level.obligated_fen - level.paid_fen),
)
USE_AND_FREE: tuple[Part, ...] = (
    *USE,
    (HELD, lambda level: level.held_fen),
    (FREE, lambda level: level.free_fen),
)


def by_scheme(board: Board, language: str) -> Drawing:
    caption = Text("各专项预算的使用", "Use of the budget by scheme")
    return _stacked(board, board.schemes, USE_AND_FREE, "scheme", caption, language)


def by_source(board: Board, language: str) -> Drawing:
    caption = Text("各级财政资金的使用", "Use of the budget by fund")
    return _stacked(board, board.sources, USE_AND_FREE, "source", caption, language)


def by_district(board: Board, language: str) -> Drawing:
    caption = Text("各区县的立项与支付", "Promised and paid by district")
    return _stacked(board, board.districts, USE, "district", caption, language)


def by_month(board: Board, language: str) -> Drawing:
    """Running totals month by month."""
    caption = Text("立项与支付的累计", "Promised and paid, accumulated")
    months = [level.key for level in board.months]
    series = [
        (PROMISED, list(accumulate(level.obligated_fen for level in board.months))),
        (PAID, list(accumulate(level.paid_fen for level in board.months))),
    ]
    svg = line_chart(
        [
            {"month": month, "series": name.said_in(language), "value": _wan(fen)}
            for name, sums in series
            for month, fen in zip(months, sums, strict=True)
        ],
        category="month",
        series="series",
        value="value",
        title=caption,
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=_captioned(caption, language),
        columns=tuple(t.said_in(language) for t in (MONTH, PROMISED, PAID)),
        rows=[
            (month, *(written_exact_money(fen, language) for fen in fens))
            for month, *fens in zip(months, *(sums for _, sums in series), strict=True)
        ],
    )


def _stacked(
    board: Board,
    levels: Sequence[Level],
    parts: Sequence[Part],
    dimension: str,
    caption: Text,
    language: str,
) -> Drawing:
    svg = stacked_bars(
        [_mark(board, level, part, dimension, language) for level in levels for part in parts],
        category="label",
        series="series",
        value="value",
        title=caption,
        link=lambda row: str(row["url"]),
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=_captioned(caption, language),
        columns=("", *(name.said_in(language) for name, _ in parts)),
        rows=[
            (level.label, *(written_exact_money(fen(level), language) for _, fen in parts))
            for level in levels
        ],
    )


def _mark(board: Board, level: Level, part: Part, dimension: str, language: str) -> dict[str, Any]:
    name, fen = part
    query = urlencode({"year": board.year, "on": board.on.isoformat(), dimension: level.key})
    return {
        "label": level.label,
        "series": name.said_in(language),
        "value": _wan(fen(level)),
        "url": f"{reverse('ledger:vouchers')}?{query}",
    }


def _captioned(caption: Text, language: str) -> str:
    return f"{caption.said_in(language)}{UNIT.said_in(language)}"


def _wan(fen: int) -> int:
    """Whole 万元 for the eye; the table has every fen."""
    return round(fen / FEN_PER_WAN)
