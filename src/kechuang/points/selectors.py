"""Reading snapshots, standings and appeals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.base.registry.standing import represented_parties, supervises_city
from kechuang.base.roles import Role
from kechuang.engines.rulebook import Pack, Scorecard, read_scorecard
from kechuang.engines.standing import (
    Cohort,
    ListPack,
    Place,
    Places,
    Shift,
    load_list,
    load_lists,
    places_of,
    shift_of_weights,
)
from kechuang.packs.selectors import applies_here, current_packs, pack_of
from kechuang.points.freezing import compute, digest_of, points_from, points_rows, unpacked
from kechuang.points.models import Appeal, Snapshot, Standing
from kechuang.points.scoring import FirmPoints, cohort_of, scheme_of

PERCENT = 20


@dataclass(frozen=True)
class Ranking:
    """A snapshot as the engine reads it; ``shift``: each weight by ``PERCENT``."""

    card: Scorecard
    lists: tuple[ListPack, ...]
    points: tuple[FirmPoints, ...]
    cohort: Cohort
    places: Places
    shift: Shift


def schemes() -> tuple[Pack, ...]:
    """Current packs that a list here follows from."""
    named = {one.scheme for one in shipped_lists()}
    return tuple(pack for pack in current_packs() if pack.id in named and applies_here(pack.region))


@cache
def shipped_lists() -> tuple[ListPack, ...]:
    return load_lists(settings.PACKS_FOLDER)


def snapshots() -> QuerySet[Snapshot]:
    """Newest first, without their contents."""
    return Snapshot.objects.select_related("made_by").defer("inputs", "scores")


def standings_in(actor: Actor, snapshot: Snapshot) -> QuerySet[Standing]:
    """The firms of a snapshot, within the districts the actor supervises."""
    found = snapshot.standings.select_related("party").defer("evidence")
    if supervises_city(actor) or actor.has_role(Role.AUDITOR):
        return found
    return found.filter(party__region_code__in=actor.districts(Role.BUREAU))


def own_standings(actor: Actor) -> QuerySet[Standing]:
    """Those of the firms the actor speaks for, newest snapshot first."""
    found = Standing.objects.filter(party_id__in=represented_parties(actor))
    found = found.select_related("snapshot", "party").order_by("-snapshot__made_at", "-snapshot")
    return found.defer("evidence", "snapshot__inputs", "snapshot__scores")


def standing_detail(pk: int) -> Standing:
    """Raises ``Standing.DoesNotExist``."""
    return Standing.objects.select_related("party", "snapshot").get(pk=pk)


def appeals_in(actor: Actor, snapshot: Snapshot) -> QuerySet[Appeal]:
    """Appeals against standings of this snapshot that the actor may see."""
    seen = standings_in(actor, snapshot).values("pk")
    return Appeal.objects.filter(standing__in=seen).select_related("standing__party")


def counts_of(one: ListPack, standings: QuerySet[Standing]) -> dict[str, int]:
    """How many of these firms are on, possibly on and off the list."""
    path = f"lists__{one.id}__place"
    return {place.value: standings.filter(**{path: place.value}).count() for place in Place}


def successor_of(snapshot: Snapshot) -> Snapshot | None:
    return snapshots().filter(replaces=snapshot).first()


def ranking_of(snapshot: Snapshot) -> Ranking:
    """The frozen scores, ready to be asked; kept for the next page."""
    return _ranking(snapshot.pk, snapshot.results_digest)


@lru_cache(maxsize=4)
def _ranking(pk: int, results_digest: str) -> Ranking:
    snapshot = Snapshot.objects.defer("inputs").get(pk=pk, results_digest=results_digest)
    kept = unpacked(snapshot.scores)
    card = read_scorecard(pack_of(snapshot.scheme_digest))
    points = points_from(kept["firms"])
    lists = tuple(load_list(text, name="list.yaml") for text in kept["lists"])
    cohort = cohort_of(scheme_of(card), points)
    shift = shift_of_weights(cohort, percent=PERCENT)
    return Ranking(card, lists, points, cohort, places_of(cohort.totals), shift)


def replayed_digest(snapshot: Snapshot) -> str:
    """What the frozen inputs give today; equal to ``results_digest`` as long as nothing changed."""
    found = compute(unpacked(snapshot.inputs))
    return digest_of([points_rows(found.points), list(found.evidence)])
