"""The page of what a policy will cost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.batch.access import can_start_sweeps, can_watch_sweeps
from kechuang.batch.forecasting import ClauseForecast, forecast_of
from kechuang.design.charts import bar_chart
from kechuang.design.codes import region_name
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from kechuang.runs.selectors import latest_sweep

FEN_PER_WAN_YUAN = 1_000_000
CAPTION = Text("各区至多花费（万元）", "Most it may cost by district (CNY 10,000)")


@require_safe
def forecast(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Certain, at most and possible cost of a listed policy, by clause and district."""
    require(can_watch_sweeps(request.actor), Text("查看花费预测", "see what policies cost"))
    document = get_object_or_404(PolicyDocument, pack_id=pack_id, is_listed=True)
    clauses = forecast_of(request.actor, pack_of(document.pack_digest))
    context = {
        "document": document,
        "run": latest_sweep(),
        "clauses": [(one, _chart(one)) for one in clauses],
        "caption": CAPTION.said_in(_language()),
        "may_simulate": can_start_sweeps(request.actor),
    }
    return render(request, "batch/forecast.html", context)


def _chart(forecast: ClauseForecast) -> str:
    rows = [
        {"name": region_name(code, _language()), "wan": reach.ceiling_fen // FEN_PER_WAN_YUAN}
        for code, reach in forecast.districts
        if reach.ceiling_fen
    ]
    if not rows:
        return ""
    return bar_chart(rows, category="name", value="wan", title=CAPTION, language=_language())


def _language() -> str:
    return get_language() or "zh-hans"
