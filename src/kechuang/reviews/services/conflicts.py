"""Finding conflicts by rule, entering one by hand; nothing here removes any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, stated
from kechuang.engines.panel import Conflict
from kechuang.reviews.models import Assignment, ConflictRecord, Expert, ReviewRound, Submission
from kechuang.reviews.refusals import InConflict
from kechuang.reviews.selectors.candidates import candidates_of
from kechuang.reviews.selectors.facts import Gathered, gathered, round_conflicts
from kechuang.reviews.services.rounds import locked_round
from kechuang.reviews.states import STANDING, ConflictOrigin, Phase

NOT_FOUND = Text("利益冲突未核对", "Conflicts were not looked for")
NOT_ENTERED = Text("利益冲突未登记", "The conflict was not entered")
NOT_ASSIGNED = Text("专家未分派", "The expert was not assigned")
BY_OFFICER = "officer"


@transaction.atomic
def find_round_conflicts(*, by: Actor, at: datetime, review_round: ReviewRound) -> int:
    """Look through the registers and store what is new, with reason and source; how many.

    May be repeated until the reviewers score, for registers change. Refuses (``InConflict``), and
    names them, while reviewers sit whom a new conflict bars: they are recused first.
    """
    open_phases = (Phase.PREPARING, Phase.SEALED, Phase.ASSIGNED)
    row = locked_round(by, review_round, *open_phases, what=NOT_FOUND)
    facts = gathered(row, candidates_of(row))
    found = round_conflicts(facts)
    _refuse_seated_pairs(row, found)
    return store_conflicts(by=by, at=at, facts=facts, found=found)


@transaction.atomic
def enter_conflict(
    *, by: Actor, at: datetime, submission: Submission, expert: Expert, reason: str, source: str
) -> ConflictRecord:
    """Bar an expert by hand, with a reason, while nobody can have been drawn.

    Once the pools are sealed one officer asks for it and another approves (``intervening``).
    """
    row = locked_round(by, submission.round, Phase.PREPARING, what=NOT_ENTERED)
    return put_conflict(by, at, row, submission, expert, reason, source)


def put_conflict(
    by: Actor,
    at: datetime,
    row: ReviewRound,
    submission: Submission,
    expert: Expert,
    reason: str,
    source: str,
) -> ConflictRecord:
    """Keep a conflict entered by hand in the locked round ``row``; refused while the expert sits
    on the panel, who is replaced first, so that no report of theirs is counted."""
    reason = stated(NOT_ENTERED, reason)
    _refuse_seated(submission, expert)
    entered = ConflictRecord(
        round=row,
        submission=submission,
        expert=expert,
        rule=BY_OFFICER,
        reason=reason,
        reason_en=reason,
        source=source,
        is_certain=True,
        is_barring=True,
        origin=ConflictOrigin.OFFICER,
        entered_by_id=by.account_id,
        entered_by_name=by.name,
        found_at=at,
    )
    entered.save()
    payload = {"submission": submission.pk, "expert": expert.pk, "reason": reason}
    record(by=by, at=at, command="enter_conflict", target=entered, payload=payload)
    return entered


def store_conflicts(*, by: Actor, at: datetime, facts: Gathered, found: Iterable[Conflict]) -> int:
    """Append what is not yet on record; a conflict that no longer shows stays."""
    row = facts.round
    kept = row.conflicts.values_list("submission_id", "expert_id", "rule", "reason", "source")
    known = set(kept)
    new = [one for conflict in found if _key(one := _as_row(row, conflict, at)) not in known]
    ConflictRecord.objects.bulk_create(new, batch_size=500)
    barring = sum(one.is_barring for one in new)
    payload = {"round": row.pk, "created": len(new), "barring": barring}
    record(by=by, at=at, command="find_round_conflicts", target=row, payload=payload)
    return len(new)


def refuse_conflicted(submission: Submission, expert: Expert) -> None:
    """Raise ``InConflict`` where a barring conflict is on record; the database refuses it too."""
    barring = submission.conflicts.filter(expert=expert, is_barring=True)
    if (conflict := barring.first()) is not None:
        raise InConflict(
            NOT_ASSIGNED,
            conflict.why,
            Text("请另选专家；冲突记录不能删除", "Choose another; a conflict is never removed"),
        )


def _as_row(row: ReviewRound, found: Conflict, at: datetime) -> ConflictRecord:
    return ConflictRecord(
        round=row,
        submission_id=int(found.proposal),
        expert_id=int(found.expert),
        rule=found.rule,
        reason=found.reason.zh,
        reason_en=found.reason.en,
        source=found.source,
        is_certain=found.is_certain,
        is_barring=_bars(row, found),
        origin=ConflictOrigin.RULE,
        found_at=at,
    )


def _key(one: ConflictRecord) -> tuple[object, ...]:
    return one.submission_id, one.expert_id, one.rule, one.reason, one.source


def _refuse_seated_pairs(row: ReviewRound, found: Iterable[Conflict]) -> None:
    barred = {(int(one.proposal), int(one.expert)) for one in found if _bars(row, one)}
    seats = Assignment.objects.filter(submission__round=row, state__in=STANDING)
    named = [
        f"{seat.submission.label} × {seat.expert.name}"
        for seat in seats.select_related("submission", "expert").order_by("pk")
        if (seat.submission_id, seat.expert_id) in barred
    ]
    if named:
        raise InConflict(
            NOT_FOUND,
            Text(f"新发现在任评审人有冲突：{'、'.join(named)}", f"in conflict: {', '.join(named)}"),
            Text("请先办理回避递补，再核对一次", "Recuse these reviewers first, then look again"),
        )


def _bars(row: ReviewRound, found: Conflict) -> bool:
    return found.is_certain or row.is_unknown_excluded


def _refuse_seated(submission: Submission, expert: Expert) -> None:
    seats = Assignment.objects.filter(submission=submission, expert=expert, state__in=STANDING)
    if seats.exists():
        raise InConflict(
            NOT_ENTERED,
            Text("该专家正在评审此材料", "the expert sits on this panel"),
            Text("请先办理回避递补，再登记冲突", "Replace the reviewer first, then enter it"),
        )
