"""Who may meet which canary where and since when: ``expectations.txt``, read and applied.

The default is refusal: what no row opens is a leak, and an address without a row fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tests.api.expectations import TABLE
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.stages import STAGES
from tests.proof.canaries.tokens import Canary

FILE = Path(__file__).with_name("expectations.txt")
ORDER = tuple(STAGES)
NOTHING, ANYWHERE = "-", "*"


@dataclass(frozen=True)
class Grant:
    """``fields`` are shown at ``address`` to who is one of ``words``, from stage to stage."""

    address: str
    fields: frozenset[str]
    words: tuple[str, ...]
    since: str = ORDER[0]
    until: str = ORDER[-1]

    def opens(self, canary: Canary, asker: Asker, stage: str) -> bool:
        place = ORDER.index(stage)
        is_time = ORDER.index(self.since) <= place <= ORDER.index(self.until)
        is_one = (asker.is_one(word, canary.subject, canary.bid) for word in self.words)
        return canary.field in self.fields and is_time and any(is_one)


def is_due(canary: Canary, name: str, asker: Asker, stage: str) -> bool:
    """Whether the table lets the asker meet the canary at the address of this name."""
    return any(grant.opens(canary, asker, stage) for grant in grants_at(name))


def unclassified() -> list[str]:
    """Addresses about which the table says nothing."""
    return [name for name in TABLE if not _declared(name)]


@cache
def grants_at(name: str) -> tuple[Grant, ...]:
    return tuple(g for g in _read()[0] if g.address == ANYWHERE or fnmatchcase(name, g.address))


def _declared(name: str) -> bool:
    return any(fnmatchcase(name, address) for address in _read()[1])


@cache
def _read() -> tuple[tuple[Grant, ...], frozenset[str]]:
    """The grants, and every address that has a row."""
    groups: dict[str, frozenset[str]] = {}
    grants: list[Grant] = []
    declared: set[str] = set()
    for line in FILE.read_text("utf-8").splitlines():
        words = line.partition("#")[0].split()
        if len(words) > 2 and words[1] == "=":
            groups[words[0]] = _fields(words[2:], groups)
        elif words:
            declared |= set(words[0].split(",")) - {ANYWHERE}
            grants += _grants(words, groups)
    return tuple(grants), frozenset(declared)


def _fields(names: list[str], groups: dict[str, frozenset[str]]) -> frozenset[str]:
    """The fields named, a group by its members."""
    return frozenset().union(*(groups.get(name, {name}) for name in names))


def _grants(words: list[str], groups: dict[str, frozenset[str]]) -> Iterator[Grant]:
    addresses, names, *opened = words
    if names == NOTHING:
        return
    fields = _fields(names.split(","), groups)
    for one in opened:
        who, _, stages = one.partition("@")
        since, _, until = stages.partition("-")
        span = since or ORDER[0], until or ORDER[-1]
        for address in addresses.split(","):
            yield Grant(address, fields, tuple(who.split("|")), *span)
