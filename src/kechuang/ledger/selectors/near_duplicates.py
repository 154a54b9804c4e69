"""Grants that may be the same one twice under other words, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby

from django.db.models import QuerySet

from kechuang.audit.models import Event
from kechuang.ledger.models import Grant
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.standing import standing_at
from kechuang.parties.models import Party

LEAST_LIKENESS = 60
LATEST_ATTEMPTS = 100


@dataclass(frozen=True)
class Likeness:
    """``other`` resembles ``grant`` (None: a plan) in ground or title; ``percent`` is 0 to 100."""

    grant: Grant | None
    other: Grant
    percent: int


def likeness(one: str, other: str) -> int:
    """How many overlapping pairs of characters two texts share, in percent (Dice, rounded down)."""
    pairs, other_pairs = _pairs(one), _pairs(other)
    if not pairs or not other_pairs:
        return 100 if one == other and one else 0
    return 200 * len(pairs & other_pairs) // (len(pairs) + len(other_pairs))


def near_duplicates(moment: Moment | None = None) -> list[Likeness]:
    """Pairs of standing grants of one party, periods overlapping, alike in ground or title.

    The most alike come first. With ``moment``: grants that stood then.
    """
    grants = _standing(moment).order_by("party_id", "granted_on", "pk")
    found = (pair for _, own in groupby(grants, lambda g: g.party_id) for pair in _alike(own))
    return sorted(found, key=lambda pair: (-pair.percent, pair.other.number))


def similar_grants(
    party: Party, *, ground_key: str, title: str, period_from: date, period_to: date
) -> list[Likeness]:
    """Standing grants of the party that a planned one resembles, the most alike first."""
    overlapping = _standing().filter(
        party=party, period_from__lte=period_to, period_to__gte=period_from
    )
    found = [
        Likeness(None, grant, _percent((ground_key, title), (grant.ground_key, grant.title)))
        for grant in overlapping
    ]
    return sorted((each for each in found if _is_alike(each)), key=lambda each: -each.percent)


def refused_attempts(moment: Moment | None = None) -> QuerySet[Event]:
    """Attempts to grant the same ground twice, as the audit chain keeps them; the newest first."""
    refused = Event.objects.filter(command="refuse_duplicate").order_by("-sequence")
    if moment is not None:
        refused = refused.filter(at__date__lte=moment.on)
    if moment is not None and moment.known is not None:
        refused = refused.filter(at__lte=moment.known)
    return refused[:LATEST_ATTEMPTS]


def _standing(moment: Moment | None = None) -> QuerySet[Grant]:
    if moment is None:
        standing = Grant.objects.filter(cancelled_at__isnull=True)
    else:
        standing = standing_at(moment)
    return standing.select_related("party", "scheme")


def _alike(grants: Iterable[Grant]) -> Iterator[Likeness]:
    for earlier, later in combinations(list(grants), 2):
        if earlier.period_from <= later.period_to and later.period_from <= earlier.period_to:
            words = (earlier.ground_key, earlier.title), (later.ground_key, later.title)
            pair = Likeness(earlier, later, _percent(*words))
            if _is_alike(pair):
                yield pair


def _percent(one: tuple[str, str], other: tuple[str, str]) -> int:
    return max(likeness(*texts) for texts in zip(one, other, strict=True))


def _is_alike(pair: Likeness) -> bool:
    return pair.percent >= LEAST_LIKENESS


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
