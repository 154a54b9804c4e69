"""Units by register, by present and former names; branches belong to their legal unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kechuang.engines.panel import Units
from kechuang.parties.models import FormerName, Party, Relation
from kechuang.parties.states import RelationKind
from kechuang.reviews.selectors.facts.names import plain, spellings


@dataclass(frozen=True)
class UnitBook:
    """``named``: ids of the parties that bear or bore a name; ``called``: how a name that is
    compared was written first; ``tops``: legal unit of each id."""

    parties: dict[int, Party]
    named: dict[str, set[int]]
    called: dict[str, str]
    tops: dict[int, int]
    links: tuple[Relation, ...] = field(default=())

    @classmethod
    def of(cls, party_ids: Collection[int], names: Collection[str]) -> UnitBook:
        """The parties with these ids, and all that bear or bore one of these names."""
        named: dict[str, set[int]] = defaultdict(set)
        asked = set().union(*map(spellings, names))
        former = FormerName.objects.filter(name__in=asked).values_list("name", "party_id")
        present = Party.objects.filter(name__in=asked).values_list("name", "pk")
        for name, pk in [*former, *present]:
            named[plain(name)].add(pk)
        ids = {*party_ids, *(pk for found in named.values() for pk in found)}
        tops = _tops()
        called = {plain(name): name for name in sorted(names, reverse=True)}
        return cls(Party.objects.in_bulk(ids), dict(named), called, tops, _links(ids, tops))

    def bearers(self, name: str) -> set[int]:
        """Ids of the parties that bear or bore the name."""
        return self.named.get(plain(name), set())

    def key(self, pk: int) -> str:
        """How a party is called in conflicts: its name and code."""
        party = self.parties[pk]
        return f"{party.name}（{party.credit_code}）"

    def keys(self, pk: int | None, name: str) -> tuple[str, ...]:
        """Every party meant by an entry; a name nobody registered stands for itself, however it
        is typed."""
        if pk is not None:
            return (self.key(pk),)
        found = tuple(self.key(each) for each in sorted(self.bearers(name)))
        return found or (self.called.get(plain(name), name),)

    def top(self, pk: int) -> int:
        """The party that stands for the legal unit."""
        return self.tops.get(pk, pk)

    def units(self) -> Units:
        """Each party below its legal unit, where it has others beside it."""
        shared = {pk: self.tops[pk] for pk in self.parties if pk in self.tops}
        return Units(parents={self.key(pk): f"法人 {top}" for pk, top in shared.items()})


def _tops() -> dict[int, int]:
    """Parties joined by branch relations, each with one of them that stands for all."""
    above: dict[int, int] = {}

    def top(pk: int) -> int:
        while above.get(pk, pk) != pk:
            pk = above[pk]
        return pk

    branches = Relation.objects.filter(kind=RelationKind.BRANCH)
    for party, branch in branches.values_list("party_id", "subject_id"):
        above.setdefault(party, party)
        above.setdefault(branch, branch)
        above[top(branch)] = top(party)
    return {pk: top(pk) for pk in above}


def _links(ids: Iterable[int], tops: dict[int, int]) -> tuple[Relation, ...]:
    """Parents, shareholders and partners among the legal units of ``ids``."""
    known = {tops.get(pk, pk) for pk in ids}
    others = Relation.objects.exclude(kind=RelationKind.BRANCH).order_by("pk")
    return tuple(
        link
        for link in others
        if {tops.get(link.party_id, link.party_id), tops.get(link.subject_id, link.subject_id)}
        <= known
    )
