"""Grants that may be the same one twice under other words, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations, groupby
from operator import or_

from django.db.models import Q, QuerySet

from kechuang.audit.models import Event
from kechuang.ledger.grounds import kept_ground
from kechuang.ledger.likeness import WHOLE, measures
from kechuang.ledger.models import Grant
from kechuang.ledger.selectors.claims import RELATED, Claim, standing_grants
from kechuang.ledger.selectors.duplicates import is_for
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.resemblances import Comparing, Likeness
from kechuang.ledger.selectors.standing import standing_at
from kechuang.ledger.states import GroundKind, Resemblance

LATEST = 100
ONE_THING = {
    GroundKind.INVOICE: Resemblance.INVOICE,
    GroundKind.PATENT: Resemblance.THING,
    GroundKind.CONTRACT: Resemblance.THING,
}


def near_duplicates(moment: Moment | None = None) -> list[Likeness]:
    """Pairs of standing grants that resemble each other, the most alike first.

    Pairs of one party whose periods overlap, and grants on one invoice, patent or contract.
    With ``moment``: grants that stood then.
    """
    grants = _standing(moment).prefetch_related("party__former_names")
    own = groupby(grants.order_by("party_id", "granted_on", "pk"), lambda g: g.party_id)
    pairs = [pair for _, of_party in own for pair in _alike(list(of_party))]
    found = {(pair.grant, pair.other): pair for pair in [*pairs, *_on_one_thing(moment)]}
    return sorted(found.values(), key=lambda pair: (-pair.percent, pair.other.number))


def similar_grants(claim: Claim) -> list[Likeness]:
    """Standing grants that a planned one resembles and does not repeat, the most alike first."""
    alike = [*_beside(claim), *_same_thing(claim)]
    return sorted(alike, key=lambda each: (-each.percent, each.other.number))


def refused_attempts(moment: Moment | None = None) -> QuerySet[Event]:
    """Attempts to grant the same ground twice, as the audit chain keeps them; the newest first."""
    return _told("refuse_duplicate", moment)


def liftings(moment: Moment | None = None) -> QuerySet[Event]:
    """Grants that a second person let pass though they resemble others; the newest first."""
    return _told("lift_likeness", moment)


def _told(command: str, moment: Moment | None) -> QuerySet[Event]:
    told = Event.objects.filter(command=command).order_by("-sequence")
    if moment is not None:
        told = told.filter(at__date__lte=moment.on)
    if moment is not None and moment.known is not None:
        told = told.filter(at__lte=moment.known)
    return told[:LATEST]


def _standing(moment: Moment | None) -> QuerySet[Grant]:
    return standing_at(moment).select_related(*RELATED) if moment else standing_grants()


def _beside(claim: Claim) -> list[Likeness]:
    others = [grant for grant in claim.beside if not is_for(claim, grant)]
    if not others:
        return []
    comparing = Comparing(measures(), claim.names)
    found = [comparing.compared(claim, grant) for grant in others]
    return [each for each in found if comparing.is_alike(each)]


def _same_thing(claim: Claim) -> list[Likeness]:
    """An invoice, patent or contract is one thing, whoever shows it and for whatever period."""
    way = ONE_THING.get(claim.ground[0])
    if way is None:
        return []
    shown = standing_grants().filter(ground_key=claim.ground_key)
    elsewhere = shown.exclude(pk__in=[grant.pk for grant in claim.beside])
    return [Likeness(None, grant, WHOLE, way) for grant in elsewhere]


def _alike(own: list[Grant]) -> Iterator[Likeness]:
    if len(own) < 2:
        return
    comparing = Comparing(measures(), _names(own[0]))
    for earlier, later in combinations(own, 2):
        if earlier.period_from <= later.period_to and later.period_from <= earlier.period_to:
            pair = comparing.compared(earlier, later, grant=earlier)
            if comparing.is_alike(pair):
                yield pair


def _names(grant: Grant) -> tuple[str, ...]:
    party = grant.party
    return (party.name, *(former.name for former in party.former_names.all()))


def _on_one_thing(moment: Moment | None) -> Iterable[Likeness]:
    prefixes = (Q(ground_key__startswith=f"{kind.value.upper()}:") for kind in ONE_THING)
    shown = _standing(moment).filter(reduce(or_, prefixes))
    ordered = shown.order_by("ground_key", "granted_on", "pk")
    for _, same in groupby(ordered, lambda grant: grant.ground_key):
        for earlier, later in combinations(list(same), 2):
            yield Likeness(earlier, later, WHOLE, ONE_THING[kept_ground(later.ground_key)[0]])
