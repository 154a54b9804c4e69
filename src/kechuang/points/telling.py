"""One firm's standing as plain values: what a page, a command and a frozen record all show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kechuang.engines.rulebook import Scorecard
from kechuang.engines.standing import (
    Cohort,
    ListPack,
    Places,
    Shift,
    effects_of_facts,
    place_firms,
    tipping_points,
)
from kechuang.points.scoring import FirmPoints


def standing_of(cohort: Cohort, places: Places, firm: int) -> dict[str, Any]:
    """Points in thousandths and places of one firm."""
    totals = cohort.totals
    return {
        "subject": cohort.subjects[firm],
        "firms": len(cohort),
        "low": int(totals.low[firm]),
        "high": int(totals.high[firm]),
        "proven_place": int(places.proven[firm]),
        "best_place": int(places.best[firm]),
        "worst_place": int(places.worst[firm]),
    }


def weights_of(card: Scorecard, cohort: Cohort, shift: Shift, firm: int) -> list[dict[str, Any]]:
    """The place under each change of one weight, widest first."""
    stage = cohort.stage[firm]
    rows = [
        {
            "indicator": one.id,
            "label": card.lines[place].label._asdict(),
            "weight": int(one.weights[stage]),
            "if_smaller": int(shift.smaller[firm, place]),
            "if_greater": int(shift.greater[firm, place]),
        }
        for place, one in enumerate(cohort.scheme.indicators[: cohort.scheme.weighed])
    ]
    return sorted(rows, key=lambda row: -abs(row["if_greater"] - row["if_smaller"]))


def effects_of(cohort: Cohort, points: FirmPoints, firm: int) -> list[dict[str, Any]]:
    return [
        {
            "fact": effect.fact,
            "swing": effect.swing,
            "if_worst": list(effect.if_worst),
            "if_best": list(effect.if_best),
        }
        for effect in effects_of_facts(cohort, firm, points.lacking)
    ]


def lists_of(
    card: Scorecard, cohort: Cohort, places: Places, firm: int, lists: Sequence[ListPack]
) -> list[dict[str, Any]]:
    """Where the firm stands to each line, and the smallest change of one weight that moves it."""
    totals = cohort.totals
    told = []
    for one in lists:
        placement = place_firms(one.line, totals, places)
        told.append(
            {
                "list": one.id,
                "title": one.title._asdict(),
                "is_example": one.is_example,
                "place": placement.places[firm].value,
                "line": placement.proven_line,
                "margin_low": int(placement.margin_low[firm]),
                "margin_high": int(placement.margin_high[firm]),
                "tips": tips_of(card, cohort, firm, one),
            }
        )
    return told


def tips_of(card: Scorecard, cohort: Cohort, firm: int, one: ListPack) -> list[dict[str, Any]]:
    """Only the weights that can move the firm across the line, the most sensitive first."""
    labels = {line.id: line.label._asdict() for line in card.lines}
    rows = [
        {"indicator": tip.indicator, "label": labels[tip.indicator], "smaller_bp": tip.smaller_bp,
         "greater_bp": tip.greater_bp}
        for tip in tipping_points(cohort, firm, one.line)
        if (tip.smaller_bp, tip.greater_bp) != (None, None)
    ]  # fmt: skip
    return sorted(rows, key=_reach)


def _reach(row: dict[str, Any]) -> int:
    ends: list[int] = [bp for bp in (row["smaller_bp"], row["greater_bp"]) if bp is not None]
    return min(map(abs, ends))
