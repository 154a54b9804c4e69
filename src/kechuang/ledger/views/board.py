"""The budget board: of one year, as it stood at the end of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.design.codes import region_name
from kechuang.ledger import drawings
from kechuang.ledger.access import can_read_books
from kechuang.ledger.selectors.board import Board, board, budget_years


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Budget, promised, accepted, paid and free, by scheme, fund, district and month."""
    require(can_read_books(request.actor), Text("查看资金看板", "see the budget board"))
    years = budget_years()
    on = asked_day(request)
    language = get_language() or "zh-hans"
    found = _named(board(year=asked_year(request, years), on=on), language)
    context = {"board": found, "years": years, "charts": _charts(found, language)}
    return render(request, "ledger/board.html", context)


def asked_day(request: HttpRequest) -> date:
    """The day ``?on=`` asks for; today where it is empty or no date."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()


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


def _charts(found: Board, language: str) -> dict[str, object]:
    if found.is_empty:
        return {}
    return {
        "scheme": drawings.by_scheme(found, language),
        "source": drawings.by_source(found, language),
        "district": drawings.by_district(found, language),
        "month": drawings.by_month(found, language),
    }
