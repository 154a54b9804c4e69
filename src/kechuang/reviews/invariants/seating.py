"""Who sits on the panels: never in conflict, never two of a unit, as the sealed draw says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from kechuang.audit.tracing import miscounted
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.panel import commitment
from kechuang.engines.wording import Text
from kechuang.reviews.models import Assignment, ConflictRecord, PoolMember, SealedPool
from kechuang.reviews.selectors.draws import held_tokens, pool_of, repeated_draw
from kechuang.reviews.states import STANDING, Method, Phase

DRAWN = (Phase.ASSIGNED, Phase.SCORING, Phase.OPENED, Phase.CLOSED)


def conflicted_pairs() -> Iterator[Finding]:
    against = ConflictRecord.objects.filter(
        submission=OuterRef("submission"), expert=OuterRef("expert"), is_barring=True
    )
    seats = Assignment.objects.filter(Exists(against), state__in=STANDING)
    for pk in seats.values_list("pk", flat=True):
        yield found(f"reviews.assignment {pk}", "评审人有利益冲突", "the reviewer is in conflict")


def lost_conflicts() -> Iterator[Finding]:
    yield from miscounted(ConflictRecord, "find_round_conflicts", "enter_conflict")


def bent_draws() -> Iterator[Finding]:
    """Panels that sealed pool, seed, public word and absences do not give when drawn again."""
    for sealed in SealedPool.objects.select_related("submission__round__seed"):
        round_, pool = sealed.submission.round, pool_of(sealed)
        promised = commitment(pool, round_.seed.value)
        if (pool.digest, promised) != (sealed.digest, sealed.commitment):
            yield _of(sealed, "名单或种子与承诺不符", "pool or seed are not what was committed")
        elif _is_bent(sealed):
            yield _of(sealed, "评审组与重抽结果不符", "the panel is not what the draw gives")


def _is_bent(sealed: SealedPool) -> bool:
    round_ = sealed.submission.round
    if round_.method != Method.DRAW or round_.phase not in DRAWN:
        return False
    return list(repeated_draw(sealed).panel) != held_tokens(sealed.submission)


def wrong_loads() -> Iterator[Finding]:
    """Loads that are not the number of standing seats, or pass the limit."""
    standing = Assignment.objects.filter(state__in=STANDING).values_list("member", flat=True)
    seats = Counter(standing)
    for pk, load, limit in PoolMember.objects.values_list("pk", "load", "load_limit"):
        if load != seats[pk] or load > limit:
            yield found(
                f"reviews.poolmember {pk}",
                f"登记评审量{load}，实际{seats[pk]}，上限{limit}",
                f"the load says {load}, there are {seats[pk]} seats, the limit is {limit}",
            )


def doubled_units() -> Iterator[Finding]:
    for sealed in SealedPool.objects.select_related("submission"):
        units = {token: unit for token, unit, _ in sealed.content["experts"]}
        seats = sealed.submission.assignments.filter(state__in=STANDING)
        tokens = seats.values_list("member__token", flat=True)
        if any(times > 1 for times in Counter(units.get(token) for token in tokens).values()):
            yield _of(sealed, "评审组有两人同属一个单位", "two reviewers belong to one unit")


def _of(sealed: SealedPool, zh: str, en: str) -> Finding:
    return found(f"reviews.sealedpool {sealed.pk}", zh, en)


SEATING = (
    Invariant(
        "reviews.no_reviewer_is_in_conflict",
        Text("在任评审人都没有利益冲突记录", "No sitting reviewer has a conflict on record"),
        conflicted_pairs,
    ),
    Invariant(
        "reviews.conflicts_are_all_on_the_chain",
        Text("冲突记录数与审计链相符", "There are as many conflicts as the chain tells of"),
        lost_conflicts,
    ),
    Invariant(
        "reviews.draws_recompute",
        Text(
            "每次抽签都能由封存名单和种子重算出来",
            "Every draw is repeated from its sealed pool and seed",
        ),
        bent_draws,
    ),
    Invariant(
        "reviews.loads_are_kept",
        Text("评审量等于在任席位数，且不超上限", "Loads are the standing seats, within limits"),
        wrong_loads,
    ),
    Invariant(
        "reviews.no_two_of_one_unit",
        Text("同一评审组没有两人同属一个单位", "No panel has two reviewers of one unit"),
        doubled_units,
    ),
)
