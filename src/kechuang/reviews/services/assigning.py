"""The panels of a round: drawn by lot, or assigned by expertise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, wrong_state
from kechuang.engines import panel
from kechuang.engines.seal import digest
from kechuang.reviews.models import Assignment, LeakFinding, ReviewRound, SealedPool
from kechuang.reviews.refusals import NotReady
from kechuang.reviews.selectors.draws import pool_of
from kechuang.reviews.selectors.rounds import without_copies
from kechuang.reviews.selectors.rules import assignment_rules
from kechuang.reviews.services.rounds import locked_round, move_round
from kechuang.reviews.services.seating import fill_panel, record_seat, seat, take_load
from kechuang.reviews.states import LeakState, Method, Phase

NOT_ASSIGNED = Text("专家未分派", "No expert was assigned")
Scores = Mapping[tuple[str, int], float]


@transaction.atomic
def draw_panels(
    *, by: Actor, at: datetime, review_round: ReviewRound, public_word: str = ""
) -> tuple[Assignment, ...]:
    """Draw every panel from its sealed pool, in the order of the pools' digests.

    ``public_word``: something nobody could foresee when the seed was committed (a lottery number,
    a closing price), so that not even who chose the seed could bend the draw.
    """
    row = _ready(by, review_round, Method.DRAW)
    row.public_word = public_word.strip()
    row.save(update_fields=["public_word"])
    made = [one for sealed in _pools(row) for one in fill_panel(sealed, at)]
    return _finish(by, at, row, made, "draw_panels", public_word=row.public_word)


@transaction.atomic
def assign_panels(
    *, by: Actor, at: datetime, review_round: ReviewRound, scores: Scores
) -> tuple[Assignment, ...]:
    """Assign by expertise: ``scores`` by ``(reference, expert's key)``; a pair left out counts 0.

    Conflicts, loads, units and places hold whatever the scores. Refuses (``Infeasible``) with the
    smallest change that would help, where no assignment keeps every rule.
    """
    row = _ready(by, review_round, Method.BEST, Method.FAIR, Method.LOTTERY)
    pools = _pools(row)
    pairs = _best_pairs(row, pools, scores)
    made = [one for sealed in pools for one in _seat_all(sealed, pairs, at)]
    used = sorted([reference, key, str(score)] for (reference, key), score in scores.items())
    return _finish(by, at, row, made, "assign_panels", scores=digest(used))


def _ready(by: Actor, review_round: ReviewRound, *methods: Method) -> ReviewRound:
    row = locked_round(by, review_round, Phase.SEALED, what=NOT_ASSIGNED)
    if row.method not in methods:
        raise wrong_state(
            NOT_ASSIGNED,
            f"本轮办法是“{row.get_method_display()}”",
            f"the round assigns by “{row.method}”",
            Text("请按本轮办法分派", "Assign by the method of the round"),
        )
    refuse_unblinded(row)
    return row


def refuse_unblinded(row: ReviewRound) -> None:
    """Raise ``NotReady`` unless every original has a copy in which nothing is left to settle."""
    faults = without_copies(row)
    flagged = LeakFinding.objects.filter(
        copy__original__submission__round=row, state=LeakState.FLAGGED
    ).count()
    if faults or flagged:
        raise NotReady(
            NOT_ASSIGNED,
            Text(
                f"{len(faults)}项材料没有匿名副本，{flagged}处疑似泄露待处理",
                f"{len(faults)} submissions lack a blind copy, {flagged} findings wait",
            ),
            Text(
                "请先制作匿名副本，并逐处重新隐名或说明理由后认可",
                "Make the copies first; redact each finding again or accept it with a reason",
            ),
        )


def _pools(row: ReviewRound) -> list[SealedPool]:
    pools = SealedPool.objects.filter(submission__round=row).order_by("digest")
    found = list(pools.select_related("submission"))
    for sealed in found:
        sealed.submission.round = row
    return found


def _best_pairs(
    row: ReviewRound, pools: Sequence[SealedPool], scores: Scores
) -> set[tuple[str, str]]:
    """``(label, token)`` pairs of the best assignment among the qualified."""
    instance = _instance(row, pools, scores)
    if row.pair_cap_bp is None:
        return set(panel.assign(instance, is_fair=row.method == Method.FAIR).pairs())
    drawn = panel.assign_by_lot(instance, pair_cap_bp=row.pair_cap_bp, seed=row.seed.value).seating
    return {
        (instance.proposals[instance.proposal[c]], instance.reviewers[instance.reviewer[c]])
        for c in drawn.chosen().tolist()
    }


def _instance(row: ReviewRound, pools: Sequence[SealedPool], scores: Scores) -> panel.Instance:
    keys = dict(row.members.values_list("token", "expert_id"))
    units: dict[str, set[str]] = {}
    regions: dict[str, str] = {}
    triples = []
    for sealed in pools:
        for token, unit, region in sealed.content["experts"]:
            units.setdefault(token, set()).add(unit)
            regions |= {token: region} if region else {}
            score = scores.get((sealed.submission.reference, keys[token]), 0.0)
            triples.append((sealed.submission.label, token, score))
    return panel.build_instance(
        triples,
        demand=row.reports_wanted,
        load=row.load_limit,
        units=units,
        reviewer_regions=regions,
        proposal_regions={sealed.submission.label: sealed.content["region"] for sealed in pools},
        rules=assignment_rules(row),
    )


def _seat_all(sealed: SealedPool, pairs: set[tuple[str, str]], at: datetime) -> list[Assignment]:
    label = sealed.submission.label
    tokens = sorted(token for one, token in pairs if one == label)
    if broken := panel.broken_rules(pool_of(sealed), tokens):
        raise _unsound(broken)
    members = sealed.submission.round.members.select_related("expert")
    found = list(members.filter(token__in=tokens).order_by("token"))
    if not all(take_load(member) for member in found):
        raise _unsound(["load"])
    return [seat(sealed, member, at) for member in found]


def _unsound(broken: list[str]) -> WrongState:
    named = ", ".join(broken)
    return wrong_state(
        NOT_ASSIGNED,
        f"结果未通过复核：{named}",
        f"the result failed its check: {named}",
        Text("请勿使用并报告此缺陷", "Do not use it, and report this defect"),
    )


def _finish(
    by: Actor,
    at: datetime,
    row: ReviewRound,
    made: Sequence[Assignment],
    command: str,
    **said: object,
) -> tuple[Assignment, ...]:
    for one in made:
        record_seat(by, at, one)
    move_round(by=by, at=at, row=row, to=Phase.ASSIGNED, command=command, **said)
    return tuple(made)
