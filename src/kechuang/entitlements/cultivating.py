"""The ladder of titles over the whole region: who stands where, who is near, what runs out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.engines.rulebook import FactSheet, Pack, Title, is_ladder, titles_among, titles_asked
from kechuang.engines.wording import Text
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.selectors import REACH, Reach, sweep_answers
from kechuang.parties.fact_values import as_engine_fact
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import standing

ON, TO = "on-", "to-"
NOBODY = Reach(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class RungReach:
    """One rung: firms whose highest valid title it is, all who hold it, and who could climb to it.

    ``climbers`` is None where the ladder tells no way up to the rung.
    """

    pack_id: str
    rung: str
    name: Text
    stage: int
    holders: int
    climbers: Reach | None

    @property
    def held_clause(self) -> str:
        return ON + self.rung

    @property
    def way_up(self) -> str:
        return TO + self.rung


@dataclass(frozen=True)
class Expiring:
    """A firm's title and how many days it still has; negative when it has run out."""

    party: Party
    title: Title
    days_left: int


def region_ladders(actor: Actor, packs: Iterable[Pack]) -> list[tuple[Pack, list[RungReach], int]]:
    """Every ladder among ``packs`` with its rungs, lowest first, and how many firms hold none."""
    found = [pack for pack in packs if is_ladder({clause.id for clause in pack.clauses})]
    return [_region_ladder(actor, pack) for pack in found]


def expiring_titles(
    actor: Actor, packs: Iterable[Pack], *, on: date, until: date
) -> list[Expiring]:
    """Titles that run out by ``until``, or did within a year before ``on``; the first one first."""
    since = on.replace(year=on.year - 1, day=min(on.day, 28))
    soon = [
        Expiring(party, title, title.days_left(on))
        for party, title in _titles(actor, packs)
        if since <= title.until <= until
    ]
    return sorted(soon, key=lambda one: (one.title.until, one.party.credit_code))


def _region_ladder(actor: Actor, pack: Pack) -> tuple[Pack, list[RungReach], int]:
    answers = sweep_answers(actor).filter(pack_id=pack.id)
    reached = _reach_by_clause(answers)
    rungs = [clause for clause in pack.clauses if clause.id.startswith(ON)]
    stages = _stages(answers, [clause.id for clause in rungs])
    rows = [
        RungReach(
            pack.id,
            (rung := clause.id.removeprefix(ON)),
            _bare(clause.title),
            stages[clause.id],
            reached.get(clause.id, NOBODY).met,
            reached.get(TO + rung),
        )
        for clause in rungs
    ]
    firms = answers.order_by().values("party").distinct().count()
    return pack, rows, firms - sum(stages.values())


def _reach_by_clause(answers: QuerySet[Entitlement]) -> dict[str, Reach]:
    rows = answers.order_by("clause_id").values_list("clause_id").annotate(**REACH)
    return {clause_id: Reach(*figures) for clause_id, *figures in rows}


def _stages(answers: QuerySet[Entitlement], rungs: list[str]) -> Counter[str]:
    """How many firms have each rung as their highest valid one."""
    height = {rung: place for place, rung in enumerate(rungs)}
    highest: dict[int, str] = {}
    held = answers.filter(verdict="met", clause_id__in=rungs).order_by()
    for party, rung in held.values_list("party_id", "clause_id").iterator():
        if height[rung] >= height[highest.get(party, rung)]:
            highest[party] = rung
    return Counter(highest.values())


def _titles(actor: Actor, packs: Iterable[Pack]) -> Iterator[tuple[Party, Title]]:
    asked = titles_asked(packs)
    names = {name for held, until in asked for name in (held.name, until)}
    parties = Party.objects.filter(pk__in=sweep_answers(actor).order_by().values("party"))
    rows: dict[int, list[PartyFact]] = defaultdict(list)
    for row in PartyFact.objects.filter(name__in=names, party__in=parties).order_by("pk"):
        rows[row.party_id].append(row)
    for party in parties.filter(pk__in=rows).order_by("credit_code"):
        facts = [as_engine_fact(row) for row in standing(rows[party.pk])]
        for title in titles_among(asked, FactSheet(party.credit_code, facts)):
            yield party, title


def _bare(title: Text) -> Text:
    """The title alone, without the words before the colon."""
    return Text(title.zh.rpartition("：")[2], title.en.rpartition(": ")[2])
