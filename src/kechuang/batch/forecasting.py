"""What a policy will cost, out of the newest sweep: certain, at most and possible kept apart."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from kechuang.base.actors import Actor
from kechuang.engines.rulebook import Clause, Pack, comparing
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.entitlements.selectors import answers_of_clause

MET = Q(verdict=VerdictChoice.MET)
OPEN = Q(verdict__in=(VerdictChoice.POSSIBLE, VerdictChoice.UNKNOWN))
COST = {
    "met": Count("pk", filter=MET),
    "possible": Count("pk", filter=Q(verdict=VerdictChoice.POSSIBLE)),
    "unknown": Count("pk", filter=Q(verdict=VerdictChoice.UNKNOWN)),
    "not_met": Count("pk", filter=Q(verdict=VerdictChoice.NOT_MET)),
    "certain_fen": Sum("low_fen", filter=MET, default=0),
    "ceiling_fen": Sum("high_fen", filter=MET, default=0),
    "possible_fen": Sum("high_fen", filter=OPEN, default=0),
    "unbounded": Count("pk", filter=MET & Q(high_fen=None) & ~Q(amount_kind="")),
}


class ClauseForecast(NamedTuple):
    """``reach``: firms and fen as in ``Reach``; ``budget`` where the clause states one."""

    clause: Clause
    reach: comparing.Reach
    budget: comparing.BudgetEffect | None
    districts: list[tuple[str, comparing.Reach]]

    @property
    def is_spending(self) -> bool:
        """A tax clause names what is deducted, which no budget pays."""
        return self.clause.kind != "tax"


def forecast_of(actor: Actor, pack: Pack) -> list[ClauseForecast]:
    """Every clause of ``pack`` that grants money, within the districts the actor supervises."""
    return [_forecast(actor, pack, one) for one in pack.clauses if one.amount_rule]


def _forecast(actor: Actor, pack: Pack, clause: Clause) -> ClauseForecast:
    answers = answers_of_clause(actor, pack.id, clause.id).filter(pack_digest=pack.digest)
    reach = comparing.Reach(**answers.aggregate(**COST))
    return ClauseForecast(
        clause, reach, comparing.budget_effect(clause, reach), _by_district(answers)
    )


def _by_district(answers: QuerySet[Entitlement]) -> list[tuple[str, comparing.Reach]]:
    rows = answers.order_by().values_list("party__region_code").annotate(**COST)
    return sorted((region, comparing.Reach(*figures)) for region, *figures in rows)
