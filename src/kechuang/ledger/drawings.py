"""The charts of the budget board; the tables beside them hold the same numbers to the fen."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.design.charts import Drawing, line_chart, stacked_bars
from kechuang.engines.wording import Text
from kechuang.ledger.presenting.board import accumulated, figure_cell
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.board import Board, Use
from kechuang.ledger.selectors.figures import Figure

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
Part = tuple[Text, Figure]
Cut = tuple[Board, Paper, str]
USE: tuple[Part, ...] = ((PAID, Figure.PAID), (OWED, Figure.OWED))
USE_AND_FREE: tuple[Part, ...] = (*USE, (HELD, Figure.HELD), (FREE, Figure.FREE))


def by_scheme(board: Board, paper: Paper, language: str) -> Drawing:
    caption = Text("各专项预算的使用", "Use of the budget by scheme")
    return _stacked((board, paper, "scheme"), board.schemes, USE_AND_FREE, caption, language)


def by_source(board: Board, paper: Paper, language: str) -> Drawing:
    caption = Text("各级财政资金的使用", "Use of the budget by fund")
    return _stacked((board, paper, "source"), board.sources, USE_AND_FREE, caption, language)


def by_district(board: Board, paper: Paper, language: str) -> Drawing:
    caption = Text("各区县的立项与支付", "Promised and paid by district")
    return _stacked((board, paper, "district"), board.districts, USE, caption, language)


def by_month(board: Board, paper: Paper, language: str) -> Drawing:
    """Running totals month by month."""
    caption = Text("立项与支付的累计", "Promised and paid, accumulated")
    months = [level.key for level in board.months]
    so_far = accumulated(board, paper)
    svg = line_chart(
        [
            {
                "month": month,
                "series": name.said_in(language),
                "value": _wan(cells[place].fen),
                "url": cells[place].url,
            }
            for place, name in enumerate((PROMISED, PAID))
            for month, cells in zip(months, so_far, strict=True)
        ],
        category="month",
        series="series",
        value="value",
        title=caption,
        link=lambda row: str(row["url"]),
        language=language,
    )
    return Drawing(
        svg=svg,
        caption=_captioned(caption, language),
        columns=tuple(t.said_in(language) for t in (MONTH, PROMISED, PAID)),
        rows=[
            (month, *(cell.shown for cell in cells))
            for month, cells in zip(months, so_far, strict=True)
        ],
    )


def _stacked(
    cut: Cut, levels: Sequence[Use], parts: Sequence[Part], caption: Text, language: str
) -> Drawing:
    board, paper, dimension = cut
    rows = [
        (
            each.label,
            [figure_cell(paper, board.year, each, f, **{dimension: each.key}) for _, f in parts],
        )
        for each in levels
    ]
    names = [name.said_in(language) for name, _ in parts]
    svg = stacked_bars(
        [
            {"label": label, "series": name, "value": _wan(cell.fen), "url": cell.url}
            for label, cells in rows
            for name, cell in zip(names, cells, strict=True)
        ],
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
        columns=("", *names),
        rows=[(label, *(cell.shown for cell in cells)) for label, cells in rows],
    )


def _captioned(caption: Text, language: str) -> str:
    return f"{caption.said_in(language)}{UNIT.said_in(language)}"


def _wan(fen: int | None) -> int:
    """Whole 万元 for the eye; the table has every fen."""
    return round((fen or 0) / FEN_PER_WAN)
