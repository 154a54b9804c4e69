"""Sealing the qualified pools and committing to the seed, before anybody can be drawn."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid
from kechuang.engines import panel
from kechuang.reviews.models import PoolMember, ReviewRound, RoundSeed, SealedPool, Submission
from kechuang.reviews.selectors.candidates import candidates_of
from kechuang.reviews.selectors.facts import Gathered, gathered, round_conflicts
from kechuang.reviews.selectors.places import as_one_home, home_of, place_of
from kechuang.reviews.selectors.rules import conflict_policy, quotas_of
from kechuang.reviews.services.conflicts import store_conflicts
from kechuang.reviews.services.excluding import refuse_unruled
from kechuang.reviews.services.rounds import locked_round, move_round
from kechuang.reviews.states import Phase

NOT_SEALED = Text("名单未封存", "The pools were not sealed")
TOKEN_BYTES, UNIT_DIGITS = 6, 12
Barred = Mapping[int, set[int]]


@transaction.atomic
def seal_pools(*, by: Actor, at: datetime, review_round: ReviewRound) -> ReviewRound:
    """Find every conflict, seal who may be drawn for each submission, commit to a new seed.

    Experts and their units stand in the pools under random names, so that the record can be
    published without telling who reviews. Refuses (``PanelError`` too) an empty round, an open
    request for exclusion and a pool that cannot fill its panel.
    """
    row = locked_round(by, review_round, Phase.PREPARING, what=NOT_SEALED)
    facts = gathered(row, candidates_of(row))
    _refuse_empty(facts)
    refuse_unruled(NOT_SEALED, row)
    store_conflicts(by=by, at=at, facts=facts, found=round_conflicts(facts))
    seed = RoundSeed(
        round=row, value=secrets.token_hex(32), unit_key=secrets.token_hex(32), sealed_at=at
    )
    seed.save(force_insert=True)
    tokens = _enlist(row, facts)
    barred = _barred(row)
    pools = [_seal(one, facts, tokens, barred, seed) for one in facts.submissions]
    commitments = {pool.submission.label: pool.commitment for pool in pools}
    return move_round(
        by=by, at=at, row=row, to=Phase.SEALED, command="seal_pools", commitments=commitments
    )


def _enlist(row: ReviewRound, facts: Gathered) -> dict[str, str]:
    members = [
        PoolMember(
            round=row,
            expert=expert,
            token=secrets.token_hex(TOKEN_BYTES),
            load_limit=row.load_limit,
        )
        for expert in facts.rows
    ]
    PoolMember.objects.bulk_create(members, batch_size=500)
    return {str(member.expert_id): member.token for member in members}


def _barred(row: ReviewRound) -> Barred:
    """Experts in conflict by submission, from the record: by rule and by hand."""
    barred: dict[int, set[int]] = {}
    pairs = row.conflicts.filter(is_barring=True).values_list("submission_id", "expert_id")
    for submission, expert in pairs:
        barred.setdefault(submission, set()).add(expert)
    return barred


def _seal(
    one: Submission, facts: Gathered, tokens: Mapping[str, str], barred: Barred, seed: RoundSeed
) -> SealedPool:
    row, out = facts.round, barred.get(one.pk, set())
    proposal = next(each for each in facts.proposals if each.id == str(one.pk))
    free = [expert for expert in facts.experts if int(expert.id) not in out]
    policy = conflict_policy(row)
    qualified = panel.qualify(free, proposal, (), units=facts.units, policy=policy)
    pool = _pool(one, row, _nameless(qualified, tokens, seed.unit_key))
    panel.draw(pool, seed=seed.value)
    sealed = SealedPool(
        submission=one,
        content=pool.as_dict(),
        digest=pool.digest,
        commitment=panel.commitment(pool, seed.value),
        sealed_at=seed.sealed_at,
    )
    sealed.save(force_insert=True)
    return sealed


def _pool(one: Submission, row: ReviewRound, nameless: Iterable[panel.Qualified]) -> panel.Pool:
    """Where seats are for experts from elsewhere, every home counts as one place; where all are,
    those from home are not in the pool."""
    home, found = place_of(one.region_code, row.place_rule), list(nameless)
    if row.away_at_least:
        home, places = home_of(one, row.place_rule)
        found = list(as_one_home(found, home, places))
    if row.away_at_least >= row.reports_wanted:
        found = [each for each in found if each.region != home]
    return panel.Pool.sealed(one.label, home, quotas_of(row), found)


def _nameless(
    qualified: Iterable[panel.Qualified], tokens: Mapping[str, str], unit_key: str
) -> list[panel.Qualified]:
    return [
        panel.Qualified(tokens[each.id], _masked(each.unit, unit_key), each.region)
        for each in qualified
    ]


def _masked(unit: str, key: str) -> str:
    return hmac.new(bytes.fromhex(key), unit.encode(), hashlib.sha256).hexdigest()[:UNIT_DIGITS]


def _refuse_empty(facts: Gathered) -> None:
    if not facts.submissions:
        raise invalid(
            NOT_SEALED,
            "本轮没有送审材料",
            "the round has no submission",
            Text("请先送审", "Enter submissions first"),
        )
