"""The page of what a policy will cost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.batch.access import can_start_sweeps, can_watch_sweeps
from kechuang.batch.budgeting import LineEffect, cost_of, lines_for, usual_line
from kechuang.batch.forecasting import ClauseForecast, forecast_of
from kechuang.design.charts import bar_chart, stacked_bars
from kechuang.design.codes import region_name
from kechuang.ledger.models import BudgetLine
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from kechuang.runs.selectors import latest_sweep

FEN_PER_WAN_YUAN = 1_000_000
EFFECT = Text("预算额度与本政策花费（万元）", "Budget line and cost (CNY 10,000)")
LINE, COST = Text("预算额度", "Budget line"), Text("本政策", "This policy")
CAPTION = Text("各区至多花费（万元）", "Most it may cost by district (CNY 10,000)")


@require_safe
def forecast(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Certain, at most and possible cost of a listed policy, by clause and district."""
    require(can_watch_sweeps(request.actor), Text("查看花费预测", "see what policies cost"))
    document = get_object_or_404(PolicyDocument, pack_id=pack_id, is_listed=True)
    clauses = forecast_of(request.actor, pack_of(document.pack_digest))
    lines = lines_for(request.actor) if any(one.is_spending for one in clauses) else []
    effect = _effect(request, lines, clauses, pack_id)
    context = {
        "document": document,
        "run": latest_sweep(),
        "clauses": [(one, _chart(one)) for one in clauses],
        "caption": CAPTION.said_in(_language()),
        "may_simulate": can_start_sweeps(request.actor),
        "lines": lines,
        "effect": effect,
        "effect_chart": _effect_chart(effect) if effect else "",
        "effect_caption": EFFECT.said_in(_language()),
    }
    return render(request, "batch/forecast.html", context)


def _effect(
    request: HttpRequest, lines: list[BudgetLine], clauses: list[ClauseForecast], pack_id: str
) -> LineEffect | None:
    """The line that was asked for, or else the one that bore this policy before."""
    asked = request.GET.get("line", "")
    chosen = next((line for line in lines if str(line.pk) == asked), None)
    line = chosen or usual_line(lines, pack_id)
    return LineEffect(line, cost_of(clauses)) if line else None


def _effect_chart(effect: LineEffect) -> str:
    """Two bars: the line by what became of it, and the policy by how sure its cost is."""
    open_fen = effect.cost.ceiling_fen - effect.cost.certain_fen
    parts = (
        (LINE, _("已安排"), effect.promised_fen),
        (LINE, _("预留"), effect.held_fen),
        (LINE, _("可用"), effect.free_fen),
        (COST, _("确定"), effect.cost.certain_fen),
        (COST, _("至多再加"), open_fen),
        (COST, _("未定"), effect.cost.possible_fen),
    )
    rows = [
        {"bar": bar.said_in(_language()), "part": part, "wan": fen // FEN_PER_WAN_YUAN}
        for bar, part, fen in parts
    ]
    if not any(row["wan"] for row in rows):
        return ""
    return stacked_bars(
        rows, category="bar", series="part", value="wan", title=EFFECT, language=_language()
    )


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
