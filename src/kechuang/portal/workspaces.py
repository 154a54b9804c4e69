"""What each kind of user finds on their workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kechuang.accounts.models import BreakGlass
from kechuang.accounts.selectors import open_now, openings_of_party
from kechuang.base.actors import Actor
from kechuang.base.clock import now, today
from kechuang.base.roles import Role
from kechuang.demands.models import Demand
from kechuang.demands.selectors import demands_of, visible_demands
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.selectors import Reach, answers_of_party, reach_of
from kechuang.ledger.access import can_read_money_of
from kechuang.ledger.selectors.instructions import waiting_for
from kechuang.ledger.selectors.party_money import PartyMoney, party_money
from kechuang.matching.models import Match
from kechuang.matching.selectors import demands_for_owner, strength_counts, undecided_best_matches
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.selectors import outcomes_of, visible_outcomes
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes.selectors.execution.material import stages_to_judge
from kechuang.runs.selectors import latest_sweep

SHOWN = 10
LATEST_OPENINGS = 3
OUTCOME_OWNERS = {PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE}


@dataclass(frozen=True)
class PartyDesk:
    """One organisation the actor works for: its answers, demands, outcomes and who wants them."""

    party: Party
    reach: Reach
    entitlements: list[Entitlement]
    demands: list[Demand]
    outcomes: list[Outcome]
    wanted_by: list[Match]
    money: PartyMoney | None
    openings: list[BreakGlass]

    @property
    def holds_outcomes(self) -> bool:
        return self.party.kind in OUTCOME_OWNERS


@dataclass(frozen=True)
class BureauDesk:
    """What waits for the bureau and what the last sweep found."""

    demands_to_vet: list[Demand]
    outcomes_to_verify: list[Outcome]
    undecided: list[Match]
    strengths: dict[str, int]


def party_desks(actor: Actor) -> list[PartyDesk]:
    """A desk for each organisation the actor works for."""
    return [_party_desk(actor, party) for party in Party.objects.filter(pk__in=actor.party_ids)]


def bureau_desk(actor: Actor) -> BureauDesk:
    """The desk of bureau clerks; technology managers see its undecided matches."""
    return BureauDesk(
        demands_to_vet=list(visible_demands(actor).filter(state="submitted")[:SHOWN]),
        outcomes_to_verify=list(visible_outcomes(actor).filter(state="registered")[:SHOWN]),
        undecided=undecided_best_matches(visible_demands(actor), count=SHOWN),
        strengths=strength_counts(),
    )


def workspace_of(actor: Actor) -> dict[str, Any]:
    """Everything the workspace page shows to this actor."""
    is_staff = actor.has_role(Role.BUREAU, Role.TECHNOLOGY_MANAGER)
    return {
        "desks": party_desks(actor),
        "bureau": bureau_desk(actor) if is_staff else None,
        "is_bureau": actor.has_role(Role.BUREAU),
        "is_treasurer": actor.has_role(Role.TREASURER),
        "waiting_count": waiting_for(actor).count(),
        "is_expert": actor.has_role(Role.EXPERT),
        "stages_to_judge": len(stages_to_judge(actor)),
        "is_auditor": actor.has_role(Role.AUDITOR, Role.ADMINISTRATOR),
        "opened": open_now(actor, at=now()).select_related("party"),
        "run": latest_sweep(),
    }


def opened_records(actor: Actor, party: Party) -> dict[str, Any]:
    """What is restricted of a party whose records the actor has opened, to be read one by one."""
    return {
        "party": party,
        "opening": open_now(actor, at=now()).get(party=party),
        "demands": demands_of(actor, party),
        "outcomes": outcomes_of(actor, party),
    }


def _party_desk(actor: Actor, party: Party) -> PartyDesk:
    answers = answers_of_party(party)
    owned = visible_outcomes(actor).filter(shares__party=party)
    return PartyDesk(
        party=party,
        reach=reach_of(answers),
        entitlements=list(answers.filter(verdict__in=["met", "possible"])[:SHOWN]),
        demands=list(visible_demands(actor).filter(enterprise=party)[:SHOWN]),
        outcomes=list(owned[:SHOWN]),
        wanted_by=demands_for_owner(party, visible_demands(actor), count=SHOWN),
        openings=list(openings_of_party(party.pk)[:LATEST_OPENINGS]),
        money=party_money(actor, party, on=today()) if can_read_money_of(actor, party) else None,
    )
