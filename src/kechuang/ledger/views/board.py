"""The budget board: of one year, as it stood at the end of any day, as known at any instant."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.design.charts import Drawing
from kechuang.design.codes import region_name
from kechuang.ledger import drawings
from kechuang.ledger.access import can_read_books
from kechuang.ledger.presenting.board import cards, tables
from kechuang.ledger.presenting.moments import Paper
from kechuang.ledger.selectors.board import Board, board, budget_years
from kechuang.ledger.views.moments import moment_form, paper_of


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every figure of the year by scheme, fund, district and month, each with its vouchers."""
    require(can_read_books(request.actor), Text("查看资金看板", "see the budget board"))
    years, paper = budget_years(), paper_of(request)
    language = get_language() or "zh-hans"
    year, moment = asked_year(request, years), paper.moment
    found = _named(board(year=year, on=moment.on, known=moment.known), language)
    context = {
        "board": found,
        "years": years,
        "paper": paper,
        "moment_form": moment_form(paper),
        "cards": cards(found, paper),
        "tables": tables(found, paper),
        "charts": _charts(found, paper, language),
    }
    return render(request, "ledger/board.html", context)


def asked_year(request: HttpRequest, years: list[int]) -> int:
    """The budget year asked for, if there is one; else the newest."""
    asked = request.GET.get("year", "")
    known = {str(year): year for year in years}
    return known.get(asked, years[0] if years else today().year)


def _named(found: Board, language: str) -> Board:
    districts = [
        replace(level, label=region_name(level.key, language)) for level in found.districts
    ]
    return replace(found, districts=tuple(districts))


def _charts(found: Board, paper: Paper, language: str) -> list[Drawing]:
    if found.is_empty:
        return []
    drawn = (drawings.by_scheme, drawings.by_source, drawings.by_district, drawings.by_month)
    return [draw(found, paper, language) for draw in drawn]
