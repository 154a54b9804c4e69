"""Standings as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.design.charts import bar_chart, interval_chart
from kechuang.engines.wording import Text
from kechuang.points.freezing import unpacked
from kechuang.points.models import Standing
from kechuang.points.selectors import PERCENT, Ranking
from kechuang.points.telling import effects_of, tips_of, weights_of
from kechuang.points.writing import decimal, pair, signed, span

PLACE_NAMES = {"on": _("在名单上"), "possible": _("可能，取决于未知数据"), "off": _("不在名单上")}
SHORT_NAMES = {"on": _("在"), "possible": _("可能")}
TONES = {"on": "good", "possible": "warn", "off": "neutral"}
BIN = 10_000
MOST_CHARTED = 12
FACTS_CHARTED = 4
PLACES = Text(
    "名次区间：现在，以及每项缺的数据最好和最差时", "Places now, and with each missing fact"
)
WEIGHTS = Text(f"每项权重增减{PERCENT}%后的名次", f"Places when each weight changes by {PERCENT}%")
SPREAD = Text("已证实得分的分布", "Distribution of proven points")


def indicator_rows(ranking: Ranking, standing: Standing) -> list[dict[str, Any]]:
    """Each line with its points, of what maximum, why, from which source, and what lacks."""
    firm = standing.number
    points, evidence = ranking.points[firm], unpacked(standing.evidence)
    stage = ranking.cohort.stage[firm]
    rows = []
    section: Text | None = None
    for place, (line, told) in enumerate(zip(ranking.card.lines, evidence, strict=True)):
        heading = line.section or (MINUS if line.is_deduction else None)
        rows.append(
            {
                "section": heading if heading != section else None,
                "label": line.label,
                "points": span(points.low[place], points.high[place]),
                "most": "—" if line.is_deduction else decimal(_weight(ranking, place, stage)),
                "is_open": points.low[place] < points.high[place],
                **told,
            }
        )
        section = heading
    return rows


MINUS = Text("扣分项", "Deductions")


def _weight(ranking: Ranking, place: int, stage: int) -> int:
    return ranking.cohort.scheme.indicators[place].weights[stage]


def missing_rows(ranking: Ranking, standing: Standing) -> list[dict[str, Any]]:
    """Each missing fact with the places it decides about, the greatest swing first."""
    labels = _labels_of_missing(unpacked(standing.evidence))
    firm = standing.number
    return [
        {
            **labels[row["fact"]],
            "swing": decimal(row["swing"]),
            "if_best": row["if_best"],
            "if_worst": row["if_worst"],
        }
        for row in effects_of(ranking.cohort, ranking.points[firm], firm)
    ]


def _labels_of_missing(evidence: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = {}
    for line in evidence:
        for fact in line["missing"]:
            key = f"{fact['name']}@{fact['period']}" if fact["period"] else fact["name"]
            found[key] = {name: fact[name] for name in ("label", "period", "source")}
    return found


def weight_rows(ranking: Ranking, standing: Standing) -> list[dict[str, Any]]:
    rows = weights_of(ranking.card, ranking.cohort, ranking.shift, standing.number)
    return [{**row, "weight": decimal(row["weight"])} for row in rows]


def list_rows(ranking: Ranking, standing: Standing) -> list[dict[str, Any]]:
    """Where the firm stands to each line, how far from it, and which weight would move it."""
    rows = []
    for one in ranking.lists:
        kept = standing.lists[one.id]
        margins = sorted({kept["margin_low"], kept["margin_high"]})
        rows.append(
            {
                "list": one,
                "place": PLACE_NAMES[kept["place"]],
                "tone": TONES[kept["place"]],
                "line": decimal(kept["line"]),
                "first": one.line.first,
                "margin": " ~ ".join(signed(margin) for margin in margins),
                "tips": tips_of(ranking.card, ranking.cohort, standing.number, one)[:3],
            }
        )
    return rows


def places_chart(standing: Standing, missing: list[dict[str, Any]]) -> str:
    """The rank interval now, and what each missing fact would make of it."""
    language = _language()
    rows = [_interval(gettext("现在"), standing.best_place, standing.worst_place)]
    for row in missing[:FACTS_CHARTED]:
        label = row["label"]["zh" if language.startswith("zh") else "en"]
        year = f" {row['period']}" if row["period"] else ""
        for name, ends in ((gettext("最好"), row["if_best"]), (gettext("最差"), row["if_worst"])):
            rows.append(_interval(f"{label}{year} · {name}", *ends))
    for row in rows:
        row["value"] = min(max(standing.proven_place, row["low"]), row["high"])
    return interval_chart(rows, line=standing.proven_place, title=PLACES, language=language)


def weights_chart(standing: Standing, weights: list[dict[str, Any]]) -> str:
    """How far the place moves with each weight."""
    language = _language()
    rows = []
    for row in weights[:MOST_CHARTED]:
        ends = (row["if_smaller"], row["if_greater"], standing.proven_place)
        label = row["label"]["zh" if language.startswith("zh") else "en"]
        rows.append({**_interval(label, min(ends), max(ends)), "value": standing.proven_place})
    return interval_chart(rows, line=standing.proven_place, title=WEIGHTS, language=language)


def spread_rows(ranking: Ranking) -> list[dict[str, Any]]:
    """Firms by ten proven points."""
    low = ranking.cohort.totals.low // BIN
    counts = [int((low == step).sum()) for step in range(int(low.max()) + 1)]
    return [
        {"label": f"{step * 10}–{step * 10 + 10}", "value": count}
        for step, count in enumerate(counts)
    ]


def spread_chart(rows: list[dict[str, Any]]) -> str:
    return bar_chart(rows, category="label", value="value", title=SPREAD, language=_language())


def _interval(category: str, low: int, high: int) -> dict[str, Any]:
    return {
        "category": category,
        "low": low,
        "high": high,
        "is_unsure": low < high,
        "said": f"{category}: {pair([low, high])}",
    }


def _language() -> str:
    return get_language() or "zh-hans"
