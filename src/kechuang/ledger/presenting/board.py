"""The board as cards and tables of figures, each leading to the vouchers that it is the sum of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from django.utils.html import format_html
from django.utils.translation import gettext as _

from kechuang.ledger.presenting.amounts import exactly
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.board import Board, Use
from kechuang.ledger.selectors.figures import Figure, is_told_by

COLUMNS = (
    Figure.BUDGET,
    Figure.HELD,
    Figure.OBLIGATED,
    Figure.ACCEPTED,
    Figure.PAID,
    Figure.RECOVERED,
    Figure.FREE,
)
MONTHLY = (
    Figure.APPROPRIATED,
    Figure.BUDGET,
    Figure.OBLIGATED,
    Figure.ACCEPTED,
    Figure.PAID,
    Figure.RECOVERED,
)
ACCUMULATED = (Figure.OBLIGATED, Figure.PAID)


@dataclass(frozen=True)
class Cell:
    """A figure and its vouchers; ``fen`` is None where the records do not tell it."""

    figure: Figure
    fen: int | None
    url: str = ""

    @property
    def shown(self) -> str:
        """The exact amount, linked; its value in fen for programs that read the page."""
        if self.fen is None:
            return format_html('<span class="muted">{}</span>', _("未知"))
        return format_html(
            '<a href="{}"><data value="{}">{}</data></a>', self.url, self.fen, exactly(self.fen)
        )


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    cells: list[Cell]
    paid_bp: int | None


@dataclass(frozen=True)
class Table:
    """``note`` says what is not known."""

    dimension: str
    title: str
    columns: tuple[str, ...]
    lines: list[Line]
    note: str = ""
    has_rate: bool = True


def figure_cell(paper: Paper, year: int, use: Use, figure: Figure, **cuts: str) -> Cell:
    if not all(is_told_by(figure, name) for name in cuts):
        return Cell(figure, None)
    url = paper.link("vouchers", figure=figure.value, budget_year=year, **cuts)
    return Cell(figure, getattr(use, f"{figure.value}_fen"), url)


def cards(found: Board, paper: Paper) -> tuple[list[Cell], list[Cell]]:
    """The budget of the whole year, and what became of it; what came from the year before only
    where it did."""
    carried = (Figure.CARRIED,) if found.carried_fen else ()
    budget = (Figure.APPROPRIATED, *carried, Figure.BUDGET, Figure.HELD, Figure.FREE)
    rows = (budget, (Figure.OBLIGATED, Figure.ACCEPTED, Figure.PAID, Figure.RECOVERED))
    first, second = (
        [figure_cell(paper, found.year, found.whole, figure) for figure in row] for row in rows
    )
    return first, second


def tables(found: Board, paper: Paper) -> list[Table]:
    """By scheme, fund, district and month."""
    nowhere = _(
        "没有预算项目写明区县，所以不知道各区县的下达、分配、预留和可用——未知不是零；"
        "预留入账而没有立项的，也不在任何区县之内。"
    )
    whole = (Figure.APPROPRIATED, *COLUMNS)
    return [
        _table(found, paper, ("scheme", _("按专项"), COLUMNS), found.schemes),
        _table(found, paper, ("source", _("按资金来源"), whole), found.sources),
        _table(found, paper, ("district", _("按区县"), whole), found.districts, nowhere),
        _months(found, paper),
    ]


def accumulated(found: Board, paper: Paper) -> list[tuple[Cell, ...]]:
    """For each month what was promised and paid until its end."""
    sums = [
        list(accumulate(getattr(month, f"{figure.value}_fen") for month in found.months))
        for figure in ACCUMULATED
    ]
    return [
        tuple(
            replace(figure_cell(_until(paper, month.key), found.year, month, figure), fen=fen)
            for figure, fen in zip(ACCUMULATED, fens, strict=True)
        )
        for month, fens in zip(found.months, zip(*sums, strict=True), strict=True)
    ]


def _table(
    found: Board,
    paper: Paper,
    shape: tuple[str, str, tuple[Figure, ...]],
    uses: Sequence[Use],
    note: str = "",
) -> Table:
    dimension, title, figures = shape
    return Table(
        dimension=dimension,
        title=title,
        columns=tuple(str(figure.label) for figure in figures),
        lines=[_line(found, paper, use, figures, dimension) for use in uses],
        note=note,
    )


def _line(found: Board, paper: Paper, use: Use, figures: Sequence[Figure], dimension: str) -> Line:
    cut = {dimension: use.key}
    cells = [figure_cell(paper, found.year, use, figure, **cut) for figure in figures]
    return Line(use.key, use.label, cells, use.paid_bp)


def _months(found: Board, paper: Paper) -> Table:
    """What was posted in each month, and what it came to until the month's end."""
    lines = [_line(found, paper, month, MONTHLY, "month") for month in found.months]
    so_far = [_("累计%(figure)s") % {"figure": figure.label} for figure in ACCUMULATED]
    return Table(
        dimension="month",
        title=_("按月份"),
        columns=(*(str(figure.label) for figure in MONTHLY), *so_far),
        lines=[
            replace(line, cells=[*line.cells, *cells])
            for line, cells in zip(lines, accumulated(found, paper), strict=True)
        ],
        has_rate=False,
    )


def _until(paper: Paper, month: str) -> Paper:
    moment = paper.moment
    return replace(paper, moment=replace(moment, on=month_end(month, moment.on)))


def month_end(month: str, on: date) -> date:
    """The last day of ``month`` (``2026-01``), but not after ``on``."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return min(following - timedelta(days=1), on)
