"""Live figures of the public home."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, QuerySet

from kechuang.base.actors import ANONYMOUS
from kechuang.demands.models import Demand
from kechuang.demands.selectors import visible_demands
from kechuang.entitlements.selectors import city_reach, entitled_parties
from kechuang.matching.selectors import strength_counts
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.selectors import visible_outcomes
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.policies.models import PolicyClause
from kechuang.runs.selectors import latest_sweep

FIELDS_SHOWN = 10
Entry = TypeVar("Entry", Outcome, Demand)


@dataclass(frozen=True)
class Figures:
    """What the public may count: clauses, published outcomes, open demands, enterprises."""

    clauses: int
    outcomes: int
    demands: int
    enterprises: int


@dataclass(frozen=True)
class Headline:
    """What the latest sweep found for the whole city."""

    on: date
    entitled: int
    near_misses: int
    answers: int
    answered_demands: int


@dataclass(frozen=True)
class FieldCount:
    """How many outcomes and demands are published in a technical field."""

    field: str
    outcomes: int
    demands: int

    @property
    def total(self) -> int:
        return self.outcomes + self.demands


def live_figures() -> Figures:
    """Counts as of now."""
    return Figures(
        clauses=PolicyClause.objects.filter(document__is_listed=True).count(),
        outcomes=visible_outcomes(ANONYMOUS).count(),
        demands=visible_demands(ANONYMOUS).count(),
        enterprises=Party.objects.filter(kind=PartyKind.ENTERPRISE).count(),
    )


def sweep_headline() -> Headline | None:
    """The totals of the latest sweep, without names; None before the first."""
    run = latest_sweep()
    if run is None:
        return None
    reach = city_reach()
    strengths = strength_counts()
    return Headline(
        on=run.on,
        entitled=entitled_parties(),
        near_misses=reach.near_misses,
        answers=run.counts.get("answers", 0),
        answered_demands=strengths.get("strong", 0) + strengths.get("fair", 0),
    )


def supply_and_demand() -> list[FieldCount]:
    """Published outcomes and demands of the fields that hold most of them."""
    outcomes = _by_field(visible_outcomes(ANONYMOUS))
    demands = _by_field(visible_demands(ANONYMOUS))
    counts = [FieldCount(f, outcomes[f], demands[f]) for f in sorted(outcomes | demands)]
    return sorted(counts, key=lambda count: (-count.total, count.field))[:FIELDS_SHOWN]


def enterprises_by_region() -> dict[str, int]:
    """Registered enterprises per region code."""
    rows = Party.objects.filter(kind=PartyKind.ENTERPRISE).values("region_code").order_by()
    return {row["region_code"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def latest_outcomes(count: int = 5) -> list[Outcome]:
    """The newest published outcomes."""
    return list(visible_outcomes(ANONYMOUS).order_by("-published_at", "-pk")[:count])


def latest_demands(count: int = 5) -> list[Demand]:
    """The newest published demands."""
    return list(visible_demands(ANONYMOUS).order_by("-published_at", "-pk")[:count])


def _by_field(entries: QuerySet[Entry]) -> Counter[str]:
    rows = entries.exclude(field="").order_by().values("field").annotate(n=Count("pk"))
    return Counter({row["field"]: row["n"] for row in rows})
