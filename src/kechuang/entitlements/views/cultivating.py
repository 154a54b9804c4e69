"""The bureau's view of the ladder: firms by stage, who is near the next, what runs out."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.base.errors import Text, require
from kechuang.base.listing import FORMS, saved_table
from kechuang.base.sheets.writing import Value
from kechuang.design.charts import bar_chart
from kechuang.design.codes import region_name
from kechuang.entitlements.access import can_survey_clauses
from kechuang.entitlements.cultivating import (
    Expiring,
    RungReach,
    expiring_titles,
    region_ladders,
)
from kechuang.policies.selectors import packs_in_force
from kechuang.runs.selectors import latest_sweep

MONTHS = (3, 6, 12)
USUAL_MONTHS = 6
PER_PAGE = 50
STAGES = Text("各台阶企业数（按最高有效称号）", "Enterprises by their highest valid title")


@require_safe
def ladders(request: HttpRequest) -> HttpResponse:
    """Every ladder with its rungs; titles that run out within ``?months=``; ``?export=`` saves."""
    require(can_survey_clauses(request.actor), Text("查看梯度培育一览", "survey the ladder"))
    on, months = today(), _months(request)
    packs = packs_in_force(on)
    titles = expiring_titles(request.actor, packs, on=on, until=_later(on, months))
    if request.GET.get("export") in FORMS:
        return _file(titles, request.GET["export"])
    page = Paginator(titles, PER_PAGE).get_page(request.GET.get("page"))
    found = region_ladders(request.actor, packs)
    context = {
        "run": latest_sweep(),
        "ladders": [(pack, rungs, none, _chart(rungs)) for pack, rungs, none in found],
        "caption": STAGES.said_in(_language()),
        "page": page,
        "expiring": list(page),
        "count": len(titles),
        "months": months,
        "choices": MONTHS,
    }
    return render(request, "entitlements/ladders.html", context)


def _months(request: HttpRequest) -> int:
    told = request.GET.get("months", "")
    return int(told) if told in map(str, MONTHS) else USUAL_MONTHS


def _later(on: date, months: int) -> date:
    """The same day so many months on; at most the 28th where the month is shorter."""
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, min(on.day, 28))


def _chart(rungs: list[RungReach]) -> str:
    rows = [{"name": one.name.said_in(_language()), "firms": one.stage} for one in rungs]
    if not any(row["firms"] for row in rows):
        return ""
    return bar_chart(rows, category="name", value="firms", title=STAGES, language=_language())


def _file(titles: list[Expiring], form: str) -> HttpResponse:
    header = [
        _("企业"),
        _("统一社会信用代码"),
        _("地区"),
        _("称号"),
        _("有效期至"),
        _("还有（天）"),
        _("来源"),
    ]
    rows: list[list[Value]] = [
        [
            one.party.shown_name,
            one.party.credit_code,
            region_name(one.party.region_code, _language()),
            one.title.definition.label.said_in(_language()),
            one.title.until,
            one.days_left,
            one.title.fact.source,
        ]
        for one in titles
    ]
    return saved_table(header, rows, title=_("证书到期提醒"), form=form)


def _language() -> str:
    return get_language() or "zh-hans"
