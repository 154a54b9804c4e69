"""Reading parties and their facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from unicodedata import normalize

from django.db.models import Count, Q, QuerySet

from kechuang.engines.rulebook import OWN_WORDS, FactDefinition, FactSheet
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import as_engine_fact
from kechuang.parties.models import FormerName, Party, PartyFact, Relation
from kechuang.parties.states import PartyKind, RelationKind

CHUNK = 500
RECORDINGS = 50
OWNING = (RelationKind.SHAREHOLDER, RelationKind.PARENT)
STABLE = ("party_id", "name", "period", "source", "as_of", "value", "certified_by")


@dataclass(frozen=True)
class FactGroup:
    """All statements about one fact and period; ``is_disputed`` when sources still disagree."""

    definition: FactDefinition
    period: str
    statements: tuple[PartyFact, ...]

    @property
    def unverified(self) -> frozenset[int]:
        """Ids of the party's own words where nobody else says anything about the fact."""
        found = standing(self.statements)
        is_alone = all(row.is_own_word for row in found)
        return frozenset(row.pk for row in found if is_alone)

    @property
    def is_disputed(self) -> bool:
        return len({statement.value for statement in standing(self.statements)}) > 1


def listed_parties() -> QuerySet[Party]:
    """Every registered party; names and codes are public, facts are not."""
    return Party.objects.all()


def enterprises() -> QuerySet[Party]:
    """Every enterprise, in the order of credit codes (stable across databases)."""
    return Party.objects.filter(kind=PartyKind.ENTERPRISE).order_by("credit_code")


def party_detail(pk: int) -> Party:
    """One party with names and relations; raises ``Party.DoesNotExist``."""
    return Party.objects.prefetch_related(
        "former_names", "relations__subject", "relations_as_subject__party"
    ).get(pk=pk)


def legal_unit(party: Party) -> frozenset[int]:
    """Ids of every record of the legal unit, ``party`` among them.

    Branches are followed up and down (公司法 2023 art. 13: a branch is no legal person); a record
    whose name another one once had is the same organisation before it was renamed.
    """
    found: set[int] = set()
    reached = {party.pk}
    while reached:
        found |= reached
        reached = _next_to(reached) - found
    return frozenset(found)


def unit_and_owners(party: Party) -> frozenset[int]:
    """Ids of the party's legal unit, and of whoever is stated to own it, however far above it."""
    found: set[int] = set()
    reached = set(legal_unit(party))
    while reached:
        found |= reached
        owned = Relation.objects.filter(party__in=reached, kind__in=OWNING).order_by()
        reached = set(owned.values_list("subject", flat=True)) - found
    return frozenset(found)


def names_of(unit: frozenset[int]) -> tuple[str, ...]:
    """Present and former names of the unit's records, the longest first."""
    names = Party.objects.filter(pk__in=unit).order_by().values_list("name", flat=True)
    former = FormerName.objects.filter(party__in=unit).order_by().values_list("name", flat=True)
    return tuple(sorted(names.union(former), key=lambda name: (-len(name), name)))


def goes_by(party: Party, name: str) -> bool:
    """Whether ``name`` is one of the party's own, present or former, however it is spaced."""
    former = party.former_names.order_by().values_list("name", flat=True)
    return _bare(name) in {_bare(known) for known in (party.name, party.name_en, *former) if known}


def _bare(name: str) -> str:
    return "".join(normalize("NFKC", name).split())


def recordings(party: Party) -> list[dict[str, Any]]:
    """The latest recordings of facts: ``recorded_at``, ``source`` and ``count`` of each."""
    recorded = party.facts.order_by("-recorded_at", "source").values("recorded_at", "source")
    return [dict(row) for row in recorded.annotate(count=Count("pk"))[:RECORDINGS]]


def fact_groups(party: Party) -> tuple[FactGroup, ...]:
    """The party's statements by fact and period, in catalogue order, latest period first."""
    grouped: dict[tuple[str, str], list[PartyFact]] = defaultdict(list)
    for row in party.facts.all():
        grouped[row.name, row.period].append(row)
    catalogue = fact_catalogue()
    order = {name: place for place, name in enumerate(catalogue)}
    keys = sorted(grouped, key=lambda key: (order[key[0]], _descending(key[1])))
    return tuple(FactGroup(catalogue[n], period, tuple(grouped[n, period])) for n, period in keys)


def fact_sheet(party: Party) -> FactSheet:
    """The standing statements about one party, as the rule engine reads them."""
    rows = standing(party.facts.all())
    return FactSheet(party.credit_code, [as_engine_fact(row) for row in rows])


def stated_facts(
    parties: Iterable[Party], *, known_at: datetime | None = None
) -> Iterator[tuple[Party, list[PartyFact]]]:
    """Each party with its standing statements in a stable order, read in chunks of parties;
    those that stood at ``known_at`` where it is given."""
    known = Q(recorded_at__lte=known_at) if known_at else Q()
    remaining = iter(parties)
    while chunk := list(islice(remaining, CHUNK)):
        rows = PartyFact.objects.filter(known, party__in=chunk).order_by(*STABLE)
        grouped: dict[int, list[PartyFact]] = defaultdict(list)
        for row in rows:
            grouped[row.party_id].append(row)
        for party in chunk:
            yield party, standing(grouped[party.pk])


def own_words() -> QuerySet[PartyFact]:
    """What parties say about themselves and nobody certified."""
    marked = Q()
    for mark in OWN_WORDS:
        marked |= Q(source__startswith=mark)
    return PartyFact.objects.filter(marked, certified_by="").order_by()


def standing(statements: Iterable[PartyFact]) -> list[PartyFact]:
    """The statements that no later one of the same source and certifier corrects."""
    rows = list(statements)
    newest: dict[tuple[str, ...], PartyFact] = {}
    for row in rows:
        told = newest.setdefault(_voice(row), row)
        if (row.as_of, row.pk) > (told.as_of, told.pk):
            newest[_voice(row)] = row
    return [row for row in rows if newest[_voice(row)] is row]


def _voice(row: PartyFact) -> tuple[str, ...]:
    return row.name, row.period, row.source, row.certified_by


def _descending(period: str) -> int:
    return -int(period) if period.isdigit() else 0


def _next_to(parties: set[int]) -> set[int]:
    ends = Q(party__in=parties) | Q(subject__in=parties)
    branches = Relation.objects.filter(ends, kind=RelationKind.BRANCH).order_by()
    found = {pk for pair in branches.values_list("party", "subject") for pk in pair}
    former = FormerName.objects.filter(party__in=parties).order_by().values("name")
    present = Party.objects.filter(pk__in=parties).order_by().values("name")
    renamed = Q(name__in=former) | Q(former_names__name__in=present)
    return found | set(Party.objects.filter(renamed).order_by().values_list("pk", flat=True))
