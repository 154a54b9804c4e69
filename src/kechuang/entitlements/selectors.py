"""Reading answers: by party, by clause, and what the city should collect."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, F, Q, QuerySet, Sum

from kechuang.base.actors import Actor
from kechuang.base.roles import Role
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.packs.catalogue import inherent_facts
from kechuang.parties.models import Party
from kechuang.runs.selectors import latest_sweep

MET = Q(verdict=VerdictChoice.MET)
REACH = {
    "met": Count("pk", filter=MET),
    "possible": Count("pk", filter=Q(verdict=VerdictChoice.POSSIBLE)),
    "unknown": Count("pk", filter=Q(verdict=VerdictChoice.UNKNOWN)),
    "not_met": Count("pk", filter=Q(verdict=VerdictChoice.NOT_MET)),
    "near_misses": Count("pk", filter=Q(is_near_miss=True)),
    "certain_fen": Sum("low_fen", filter=MET & Q(amount_kind="exact"), default=0),
    "ceiling_fen": Sum("high_fen", filter=MET, default=0),
}


@dataclass(frozen=True)
class Reach:
    """Whom a clause reaches: parties per verdict, near misses, and the cost in fen.

    ``certain_fen`` sums exact amounts of parties that meet the clause; ``ceiling_fen`` is the most
    the clause can cost (ceilings and ranges at their upper end).
    """

    met: int
    possible: int
    unknown: int
    not_met: int
    near_misses: int
    certain_fen: int
    ceiling_fen: int


def answers_of_party(party: Party) -> QuerySet[Entitlement]:
    """The latest answers about one party."""
    return _latest().filter(party=party).order_by("pack_id", "clause_id")


def clauses_within_reach(party: Party) -> dict[str, set[str]]:
    """Ids of clauses, by pack, that are met, possible, near, or unknown for want of plain facts.

    A clause that waits to hear what the party is at all is not yet within its reach.
    """
    within = ~Q(verdict=VerdictChoice.NOT_MET) | Q(is_near_miss=True)
    reach: dict[str, set[str]] = defaultdict(set)
    for answer in answers_of_party(party).filter(within):
        if answer.verdict != VerdictChoice.UNKNOWN or not lacks_what_it_is(answer.missing):
            reach[answer.pack_id].add(answer.clause_id)
    return reach


def lacks_what_it_is(missing: Iterable[Mapping[str, str]]) -> bool:
    """Whether among the missing facts is one that says what the party is."""
    return any(fact["name"] in inherent_facts() for fact in missing)


def answers_of_clause(actor: Actor, pack_id: str, clause_id: str) -> QuerySet[Entitlement]:
    """The latest answers for one clause, within the districts the actor supervises."""
    answers = _latest().filter(pack_id=pack_id, clause_id=clause_id).select_related("party")
    return within_districts(actor, answers)


def sweep_answers(actor: Actor) -> QuerySet[Entitlement]:
    """Every answer of the newest sweep, within the districts the actor supervises."""
    return within_districts(actor, _latest())


def answer_detail(pk: int) -> Entitlement:
    """One answer with its party and run; raises ``Entitlement.DoesNotExist``."""
    return Entitlement.objects.select_related("party", "run").get(pk=pk)


def reach_of(answers: QuerySet[Entitlement]) -> Reach:
    """Counts and cost over these answers."""
    return Reach(**answers.aggregate(**REACH))


def reach_by_clause(actor: Actor) -> dict[tuple[str, str], Reach]:
    """The reach of every clause, for the bureau's board; one query."""
    answers = within_districts(actor, _latest()).order_by("pack_id", "clause_id")
    rows = answers.values_list("pack_id", "clause_id").annotate(**REACH)
    return {(pack_id, clause_id): Reach(*figures) for pack_id, clause_id, *figures in rows}


def city_reach() -> Reach:
    """Counts over every answer of the latest sweep; totals are public, answers are not."""
    return reach_of(_latest())


def entitled_parties() -> int:
    """How many parties meet at least one clause in the latest sweep."""
    return _latest().filter(MET).order_by().values("party_id").distinct().count()


def met_by_district(answers: QuerySet[Entitlement]) -> dict[str, int]:
    """Parties that meet the clause, by region code."""
    rows = (
        answers.filter(MET)
        .order_by()
        .values(region=F("party__region_code"))
        .annotate(n=Count("pk"))
    )
    return {row["region"]: row["n"] for row in sorted(rows, key=lambda row: row["region"])}


def facts_to_collect(missing: Iterable[list[dict[str, str]]]) -> list[tuple[dict[str, str], int]]:
    """Facts that answers lack and how many answers lack each, most wanted first."""
    wanted: Counter[tuple[str, str]] = Counter()
    details: dict[tuple[str, str], dict[str, str]] = {}
    for fact in chain.from_iterable(missing):
        key = (fact["name"], fact.get("period") or "")
        wanted[key] += 1
        details[key] = fact
    ranked = sorted(wanted.items(), key=lambda item: (-item[1], item[0]))
    return [(details[key], count) for key, count in ranked]


def _latest() -> QuerySet[Entitlement]:
    run = latest_sweep()
    answers = Entitlement.objects.filter(run=run) if run else Entitlement.objects.none()
    return answers.defer("evidence")


def within_districts(actor: Actor, answers: QuerySet[Entitlement]) -> QuerySet[Entitlement]:
    """The answers about firms of the districts the actor supervises; an auditor reads all."""
    districts = actor.districts(Role.BUREAU)
    if actor.is_system or actor.has_role(Role.AUDITOR) or "" in districts:
        return answers
    return answers.filter(party__region_code__in=districts)
