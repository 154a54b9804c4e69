"""When applications under a clause are taken, as its policy says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kechuang.engines.rulebook import Season
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyClause


@dataclass(frozen=True)
class Window:
    """The span that is open on a day, else the next one, else the last; both ends included."""

    opens_on: date
    closes_on: date
    on: date

    @property
    def is_open(self) -> bool:
        return self.opens_on <= self.on <= self.closes_on

    @property
    def is_over(self) -> bool:
        return self.closes_on < self.on


def window_of(clause: PolicyClause, *, on: date) -> Window | None:
    """None where the policy names no season: then they are taken all year."""
    return _nearest(_seasons(clause.document.pack_digest, clause.clause_id), on)


def _nearest(seasons: Iterable[Season], on: date) -> Window | None:
    found = [(season.is_open(on), Window(*season.span_at(on), on)) for season in seasons]
    if any(is_open for is_open, _ in found):
        return max((one for is_open, one in found if is_open), key=lambda one: one.closes_on)
    coming = [one for _, one in found if not one.is_over]
    if coming:
        return min(coming, key=lambda one: one.opens_on)
    return max((one for _, one in found), key=lambda one: one.closes_on, default=None)


@lru_cache(maxsize=1_024)
def _seasons(digest: str, clause_id: str) -> tuple[Season, ...]:
    """A pack never changes under its digest."""
    return next((one.seasons for one in pack_of(digest).clauses if one.id == clause_id), ())
