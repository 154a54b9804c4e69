"""What is open now, and the published list of one round."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from kechuang.base.clock import now
from kechuang.base.listing import XLSX, attachment
from kechuang.base.sheets.writing import write_workbook
from kechuang.cases.office import writing_office
from kechuang.cases.selectors import procedure_of
from kechuang.programmes.forms.lists import ListForm
from kechuang.programmes.models import ProgrammeRound
from kechuang.programmes.presenting.public.drawings import ceilings_by_class
from kechuang.programmes.presenting.public.items import ShownItem, shown_items
from kechuang.programmes.presenting.public.rounds import round_card, round_cards
from kechuang.programmes.selectors.items import listed_items
from kechuang.programmes.selectors.rounds import programme_rounds
from kechuang.programmes.tables.items import ItemTable


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round; before them what can be answered now, the first deadline first."""
    cards = round_cards(now())
    items = [one for card in cards for one in card.items]
    context = {
        "cards": cards,
        "open_items": sorted((one for one in items if one.takes_bids), key=_by_closing),
        "coming": min((one for one in items if one.is_coming), key=_by_opening, default=None),
        "office": writing_office(),
    }
    return render(request, "programmes/public/rounds.html", context)


@require_safe
def item_list(request: HttpRequest, code: str) -> HttpResponse:
    """The list of a round: to look at, to narrow, to print, as ``?export=xlsx``."""
    programme = get_object_or_404(programme_rounds(), code=code)
    items = shown_items(listed_items().filter(need__programme=programme), now())
    classes = procedure_of(programme.items_round.version).fields["list_class"].choices
    form = ListForm(request.GET, classes=classes)
    table = ItemTable(form.narrowed(items))
    RequestConfig(request, paginate=False).configure(table)
    if request.GET.get("export") == "xlsx":
        return _workbook(programme, table)
    context = {
        "programme": programme,
        "card": round_card(programme, items),
        "filter": {"form": form},
        "table": table,
        "chart": _chart(request, items),
        "list_title": programme.shown_title,
        "export_query": _export_query(request),
        "office": writing_office(),
    }
    return render(request, "programmes/public/list.html", context)


def _chart(request: HttpRequest, items: Sequence[ShownItem]) -> object:
    def link(name: str) -> str:
        return f"{request.path}?{urlencode({'list_class': name})}"

    return ceilings_by_class(items, link, get_language() or "zh-hans")


def _export_query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["export"] = "xlsx"
    return query.urlencode()


def _workbook(programme: ProgrammeRound, table: ItemTable) -> HttpResponse:
    header, *rows = table.as_values()
    content = write_workbook(sheet=programme.code, header=header, rows=rows)
    name = f"{programme.shown_title}-{localdate():%Y%m%d}.xlsx"
    return attachment(content, name=name, media_type=XLSX)


def _by_closing(one: ShownItem) -> tuple[str, str]:
    return str(one.public.bids_close_on), one.public.number


def _by_opening(one: ShownItem) -> tuple[str, str]:
    return one.public.bids_open_on.isoformat(), one.public.number
