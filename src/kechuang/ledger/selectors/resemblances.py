"""Two grants side by side: whether the one may be the other under other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from kechuang.ledger.grounds import kept_ground
from kechuang.ledger.likeness import WHOLE, Measures, likeness, matter, unnamed
from kechuang.ledger.models import Grant
from kechuang.ledger.states import GroundKind, Resemblance

NUMBERED = re.compile(r"\d+(年度?|[期批号])?")
TELLING_THING = 6
"""Signs that a number needs before finding it inside another ground says anything."""


class Told(Protocol):
    """A grant, or what is planned to become one."""

    @property
    def ground_key(self) -> str: ...

    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Likeness:
    """``other`` resembles ``grant`` (None: a plan) in this way; ``percent`` is 0 to 100."""

    grant: Grant | None
    other: Grant
    percent: int
    way: Resemblance = Resemblance.WORDS


@dataclass(frozen=True)
class Comparing:
    """By which measures, and under which ``names`` the party is known (titles often begin so)."""

    by: Measures
    names: tuple[str, ...]

    def compared(self, one: Told, other: Grant, *, grant: Grant | None = None) -> Likeness:
        if self._has_its_number(one, other):
            return Likeness(grant, other, WHOLE, Resemblance.NUMBER)
        percent = max(self._of_grounds(one, other), self._of_titles(one, other))
        return Likeness(grant, other, percent)

    def is_alike(self, pair: Likeness) -> bool:
        return pair.percent >= self.by.least_percent

    def _has_its_number(self, one: Told, other: Told) -> bool:
        """The same number under another kind, or inside the words of a ground of no kind."""
        (kind, thing), (other_kind, other_thing) = map(kept_ground, _keys(one, other))
        if kind == other_kind or min(len(thing), len(other_thing)) < TELLING_THING:
            return False
        return thing in other_thing or other_thing in thing

    def _of_grounds(self, one: Told, other: Told) -> int:
        """Two numbers are either the same or not; words may be alike, but not by their digits:
        project 2025-016 and contract 2025-001 share a year and no more."""
        (kind, thing), (other_kind, other_thing) = map(kept_ground, _keys(one, other))
        if GroundKind.INVOICE in (kind, other_kind) or _are_numbers(thing, other_thing):
            return 0
        told = [matter(each, self.by.money_words) for each in (thing, other_thing)]
        return min(likeness(*told), likeness(*map(_without_digits, told)))

    def _of_titles(self, one: Told, other: Told) -> int:
        titles = (unnamed(each.title, self.names) for each in (one, other))
        return likeness(*(matter(title, self.by.money_words) for title in titles))


def _keys(one: Told, other: Told) -> tuple[str, str]:
    return one.ground_key, other.ground_key


def _without_digits(thing: str) -> str:
    return NUMBERED.sub("", thing)


def _are_numbers(*things: str) -> bool:
    return all(any(sign.isdigit() for sign in thing) and thing.isascii() for thing in things)
