"""The registered parties, read once per import."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from kechuang.parties.models import Party


class Entry(NamedTuple):
    """What an import must know of a registered party."""

    pk: int
    credit_code: str
    name: str
    region_code: str
    kind: str


class Directory:
    """Registered parties by credit code and by name."""

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        names = Party.objects.values_list("pk", "credit_code", "name", "region_code", "kind")
        return {entry.credit_code: entry for entry in map(Entry._make, names.iterator())}

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.by_code.values():
            found[entry.name].append(entry)
        return found

    def named(self, name: str) -> Entry | None:
        """The only party of that name; None when there is none or when there are several."""
        found = self._by_name.get(name, [])
        return found[0] if len(found) == 1 else None
