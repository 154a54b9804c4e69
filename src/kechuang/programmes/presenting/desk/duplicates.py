"""What a need may repeat, with the reasons, and what was ruled about it before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kechuang.cases.presenting.timeline import names_of
from kechuang.programmes.models import DuplicateCandidate, DuplicateRuling, DuplicateSearch, Need
from kechuang.programmes.selectors.needs import latest_search
from kechuang.programmes.states import DuplicateKind

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling in words; ``repeats`` is empty where the need repeats nothing."""

    is_duplicate: bool
    repeats: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suspect:
    """One candidate; ``reasons`` in percent of its score. ``before`` is the ruling by which an
    earlier search already found it different: it is shown, and not asked about again."""

    row: DuplicateCandidate
    reasons: tuple[Mapping[str, Any], ...]
    before: Ruled | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """The latest search about the need as it stands; ``rulings`` the latest first."""

    search: DuplicateSearch
    who: str
    searched: tuple[tuple[str, int], ...]
    suspects: tuple[Suspect, ...]
    rulings: tuple[Ruled, ...]

    @property
    def asked(self) -> tuple[Suspect, ...]:
        return tuple(one for one in self.suspects if one.before is None)

    @property
    def known(self) -> tuple[Suspect, ...]:
        return tuple(one for one in self.suspects if one.before is not None)


def likeness_of(need: Need) -> Likeness | None:
    """None until somebody searched for the need as it stands."""
    search = latest_search(need)
    if search is None:
        return None
    settled = _settled(need, search)
    names = names_of([search.found_by_id] if search.found_by_id else [])
    rows = search.candidates.order_by("kind", "rank")
    return Likeness(
        search,
        names.get(search.found_by_id or 0, "—"),
        tuple((str(kind.label), search.searched.get(kind, 0)) for kind in DuplicateKind),
        tuple(_suspect(row, settled.get((row.kind, row.reference))) for row in rows),
        _ruled(search.rulings.select_related("candidate")),
    )


def _settled(need: Need, search: DuplicateSearch) -> dict[tuple[str, str], Ruled]:
    """Everything that was found by an earlier search and ruled to be something else."""
    rulings = DuplicateRuling.objects.filter(search__need=need, is_duplicate=False)
    found: dict[tuple[str, str], Ruled] = {}
    for row in rulings.exclude(search=search).prefetch_related("search__candidates"):
        (ruled,) = _ruled([row])
        for one in row.search.candidates.all():
            found.setdefault((one.kind, one.reference), ruled)
    return found


def _ruled(rows: Iterable[DuplicateRuling]) -> tuple[Ruled, ...]:
    told = list(rows)
    names = names_of({row.ruled_by_id for row in told})
    return tuple(
        Ruled(
            row.is_duplicate,
            f"{row.candidate.reference} {row.candidate.title}" if row.candidate else "",
            row.reason,
            names.get(row.ruled_by_id, "—"),
            row.ruled_at,
        )
        for row in told
    )


def _suspect(row: DuplicateCandidate, before: Ruled | None) -> Suspect:
    whole = max(row.score, 1)
    reasons = ({**one, "points": one["points"] * PERCENT // whole} for one in row.reasons)
    return Suspect(row, tuple(one for one in reasons if one["points"]), before)
