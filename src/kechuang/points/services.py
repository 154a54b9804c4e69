"""Freezing snapshots, asking for another look, answering."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from kechuang.accounts.selectors import user_of
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.base.turns import take_turn
from kechuang.engines.rulebook import FactSheet, Pack
from kechuang.engines.standing import place_firms, places_of, shift_of_weights
from kechuang.parties.fact_values import as_engine_fact
from kechuang.parties.models import Party
from kechuang.parties.selectors import enterprises, stated_facts
from kechuang.points.access import can_answer, can_appeal, can_take_snapshots
from kechuang.points.freezing import (
    Computed,
    compute,
    digest_of,
    frozen_inputs,
    packed,
    points_rows,
)
from kechuang.points.models import Appeal, Snapshot, Standing
from kechuang.points.selectors import PERCENT, schemes, shipped_lists, successor_of
from kechuang.points.states import Outcome

TAKE = Text("封存积分快照", "freeze a snapshot of the points")
APPEAL = Text("申请复核", "ask for another look")
ANSWER = Text("答复复核申请", "answer an appeal")


@transaction.atomic
def take_snapshot(
    *, by: Actor, at: datetime, scheme_id: str, on: date, replaces: Snapshot | None = None
) -> Snapshot:
    """Rank every enterprise by the current scheme and freeze facts, scores and places.

    Raises ``InvalidInput`` for an unknown scheme and ``WrongState`` where ``replaces`` was
    replaced before.
    """
    require(can_take_snapshots(by), TAKE)
    take_turn("points")
    if replaces and successor_of(replaces):
        raise wrong_state(TAKE, "此快照已被替代", "this snapshot was replaced before")
    parties = {party.credit_code: party for party in enterprises()}
    if not parties:
        raise invalid(TAKE, "还没有企业", "there are no enterprises yet")
    frozen = _freeze(_scheme(scheme_id), on, parties)
    found = compute(frozen)
    snapshot = Snapshot.objects.create(
        scheme_id=found.card.pack.id,
        scheme_digest=found.card.pack.digest,
        on=on,
        firms=len(found.points),
        inputs=packed(frozen),
        inputs_digest=digest_of(frozen),
        scores=packed({"firms": points_rows(found.points), "lists": frozen["lists"]}),
        results_digest=digest_of([points_rows(found.points), list(found.evidence)]),
        made_by_id=by.account_id,
        made_at=at,
        replaces=replaces,
    )
    Standing.objects.bulk_create(_standings(snapshot, found, parties), batch_size=500)
    record(by=by, at=at, command="take_snapshot", target=snapshot, payload=told_of(snapshot))
    return snapshot


@transaction.atomic
def lodge_appeal(*, by: Actor, at: datetime, standing: Standing, grounds: str) -> Appeal:
    """Raises ``WrongState`` where an appeal is open, or a later snapshot replaced this one."""
    require(can_appeal(by, standing), APPEAL)
    grounds = stated(APPEAL, grounds)
    take_turn("points")
    if standing.appeals.filter(outcome="").exists():
        raise wrong_state(APPEAL, "已有一项复核在办理", "an appeal is open already")
    if successor_of(standing.snapshot):
        raise wrong_state(APPEAL, "已有新的快照替代", "a later snapshot replaced this one")
    appeal = Appeal.objects.create(
        standing=standing, grounds=grounds, asked_by=user_of(by), asked_at=at
    )
    payload = {"standing": standing.pk, "grounds": grounds}
    record(by=by, at=at, command="lodge_points_appeal", target=appeal, payload=payload)
    return appeal


@transaction.atomic
def answer_appeal(
    *, by: Actor, at: datetime, appeal: Appeal, is_upheld: bool, reason: str
) -> Appeal:
    """An upheld one leads to a new snapshot over the facts as they stand now.

    Raises ``NotAllowed`` for whoever froze the snapshot, ``WrongState`` where it was answered.
    """
    require(can_answer(by, appeal), ANSWER)
    reason = stated(ANSWER, reason)
    take_turn("points")
    appeal.refresh_from_db()
    if appeal.outcome:
        raise wrong_state(ANSWER, "已经答复", "it was answered before")
    snapshot = appeal.standing.snapshot
    if is_upheld:
        appeal.renewed = successor_of(snapshot) or take_snapshot(
            by=by, at=at, scheme_id=snapshot.scheme_id, on=snapshot.on, replaces=snapshot
        )
    appeal.outcome = Outcome.UPHELD if is_upheld else Outcome.DISMISSED
    appeal.reason, appeal.answered_by_id, appeal.answered_at = reason, by.account_id, at
    appeal.save()
    payload = {"outcome": appeal.outcome, "reason": reason, "renewed": appeal.renewed_id}
    record(by=by, at=at, command="answer_points_appeal", target=appeal, payload=payload)
    return appeal


def told_of(snapshot: Snapshot) -> dict[str, Any]:
    """What the chain says of a snapshot."""
    return {
        "scheme": snapshot.scheme_id,
        "scheme_digest": snapshot.scheme_digest,
        "on": snapshot.on.isoformat(),
        "firms": snapshot.firms,
        "inputs_digest": snapshot.inputs_digest,
        "results_digest": snapshot.results_digest,
        "replaces": snapshot.replaces_id,
    }


def _scheme(scheme_id: str) -> Pack:
    for pack in schemes():
        if pack.id == scheme_id:
            return pack
    raise invalid(TAKE, f"没有方案“{scheme_id}”", f"there is no scheme “{scheme_id}”")


def _freeze(scheme: Pack, on: date, parties: dict[str, Party]) -> dict[str, Any]:
    catalogue = (settings.PACKS_FOLDER / "facts.yaml").read_text(encoding="utf-8")
    lists = (one.source for one in shipped_lists() if one.scheme == scheme.id)
    sheets = (
        FactSheet(party.credit_code, [as_engine_fact(row) for row in rows])
        for party, rows in stated_facts(parties.values())
    )
    return frozen_inputs(
        scheme=scheme.source, catalogue=catalogue, lists=lists, on=on, sheets=sheets
    )


def _standings(
    snapshot: Snapshot, found: Computed, parties: dict[str, Party]
) -> Iterator[Standing]:
    cohort = found.cohort
    places = places_of(cohort.totals)
    spans = shift_of_weights(cohort, percent=PERCENT).furthest
    placed = {one.id: place_firms(one.line, cohort.totals, places) for one in found.lists}
    for number, firm in enumerate(found.points):
        yield Standing(
            snapshot=snapshot,
            party=parties[firm.subject],
            number=number,
            stage="|".join(found.card.stages[place][0] for place in firm.stages),
            low=firm.total[0],
            high=firm.total[1],
            proven_place=int(places.proven[number]),
            best_place=int(places.best[number]),
            worst_place=int(places.worst[number]),
            place_span=int(spans[number]),
            lists={
                name: {
                    "place": placement.places[number].value,
                    "line": placement.proven_line,
                    "margin_low": int(placement.margin_low[number]),
                    "margin_high": int(placement.margin_high[number]),
                }
                for name, placement in placed.items()
            },
            evidence=packed(found.evidence[number]),
        )
