"""Reading matches."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kechuang.audit.models import Event
from kechuang.demands.models import Demand
from kechuang.engines.tally import half_up
from kechuang.matching.models import Match, MatchDecision
from kechuang.matching.presenting import in_names
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.states import PUBLIC_STATES
from kechuang.parties.models import Party
from kechuang.runs.selectors import latest_sweep


@dataclass(frozen=True)
class RankedOutcome:
    """A match with what was decided about it, if anything."""

    match: Match
    decision: MatchDecision | None

    @property
    def is_faint(self) -> bool:
        """Similar in wording only, and nobody has decided about it."""
        return self.match.strength == "weak" and self.decision is None

    @property
    def reasons_in_percent(self) -> list[dict[str, object]]:
        """The reasons, codes by their names, with points as whole percents of the score."""
        whole = self.match.score or 1
        return [
            {**in_names(reason), "points": half_up(100 * reason["points"], whole)}
            for reason in self.match.reasons
        ]


def ranked_outcomes(demand: Demand) -> tuple[RankedOutcome, ...]:
    """The latest ranking for a demand; declined outcomes go to the end, their order kept."""
    decisions = {decision.outcome_id: decision for decision in demand.decisions.all()}
    matches = _latest().filter(demand=demand).select_related("outcome").order_by("rank")
    ranked = [RankedOutcome(match, decisions.get(match.outcome_id)) for match in matches]
    return tuple(sorted(ranked, key=_declined_last))


def match_of(demand_id: int, outcome_id: int) -> Match:
    """The latest match of a pair; raises ``Match.DoesNotExist``."""
    return (
        _latest()
        .select_related("demand", "outcome")
        .get(demand_id=demand_id, outcome_id=outcome_id)
    )


def demands_for_outcome(outcome: Outcome, visible: QuerySet[Demand]) -> QuerySet[Match]:
    """Demands (among the ``visible`` ones) in whose ranking this outcome stands."""
    return _worth_showing(visible).filter(outcome=outcome).order_by("rank", "-score")


def demands_for_owner(party: Party, visible: QuerySet[Demand], *, count: int) -> list[Match]:
    """The best matches between a party's outcomes and the ``visible`` demands."""
    owned = _worth_showing(visible).filter(outcome__shares__party=party)
    return list(owned.order_by("-score")[:count])


def undecided_best_matches(visible: QuerySet[Demand], *, count: int) -> list[Match]:
    """The best-ranked strong matches about which nobody has decided yet."""
    decided = MatchDecision.objects.values("demand_id")
    matches = _worth_showing(visible).filter(rank=1, strength="strong")
    return list(matches.exclude(demand_id__in=decided).order_by("-score")[:count])


def decisions_of(account_id: int) -> list[MatchDecision]:
    """The decisions that an account took and nobody replaced, as the chain tells them."""
    told = Event.objects.filter(command="decide_match").order_by("sequence")
    last = {(event.target_id, event.payload.get("outcome")): event.actor_id for event in told}
    rows = MatchDecision.objects.all()
    return [row for row in rows if last.get((str(row.demand_id), row.outcome_id)) == account_id]


def strength_counts() -> dict[str, int]:
    """Best matches of all demands by strength: how many demands have a good answer at all."""
    rows = _latest().filter(rank=1).order_by().values("strength").annotate(n=Count("pk"))
    return {row["strength"]: row["n"] for row in rows}


def _worth_showing(visible: QuerySet[Demand]) -> QuerySet[Match]:
    matches = _latest().filter(demand__in=visible.values("pk")).exclude(strength="weak")
    return matches.select_related("demand", "outcome")


def _latest() -> QuerySet[Match]:
    """Matches of the newest run, without outcomes that have been taken back since."""
    run = latest_sweep()
    matches = Match.objects.filter(run=run) if run else Match.objects.none()
    return matches.filter(outcome__state__in=PUBLIC_STATES)


def _declined_last(ranked: RankedOutcome) -> bool:
    return ranked.decision is not None and ranked.decision.decision == "declined"
