"""A firm appeals against a clause's answer; somebody else than who computed it answers."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.appeals.access import can_answer_to, can_ask_for
from kechuang.appeals.models import Appeal
from kechuang.appeals.refusals import (
    NOT_APPEALED,
    answered_anew,
    appealed_before,
    computed_by_you,
    no_answer,
    same_answer,
)
from kechuang.appeals.selectors import starter_of
from kechuang.appeals.selectors.prefilled import appeal_draft
from kechuang.appeals.services.rounds import standing_round
from kechuang.appeals.states import APPEAL_PROCEDURE, FIRM
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.turns import take_turn
from kechuang.cases.models import Case
from kechuang.cases.services import begin_case
from kechuang.engines.flow import Effect
from kechuang.entitlements.current import answer_now, is_as_answered
from kechuang.entitlements.evidence import pack_evidence
from kechuang.entitlements.models import Entitlement
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause
from kechuang.runs.selectors import latest_sweep

ANSWER = Text("答复申诉", "answer this appeal")


@transaction.atomic
def start_appeal(*, by: Actor, at: datetime, entitlement: Entitlement) -> Appeal:
    """Begin the case in which the firm says why the answer is wrong, its draft filled in with
    policy, version, clause, what was found and what failed by how much.

    Raises ``WrongState`` where an appeal about the clause is under way or a later sweep answered.
    """
    party = entitlement.party
    require(can_ask_for(by, party), Text("对结论提出申诉", "appeal against this answer"))
    take_turn(f"appeal {party.pk} {entitlement.pack_id}/{entitlement.clause_id}")
    _refuse_unfit(entitlement)
    clause = _clause(entitlement)
    case = begin_case(
        by=by,
        at=at,
        round=standing_round(APPEAL_PROCEDURE, at=at),
        title=f"{party.name} 申诉：{clause.title}"[:200],
        title_en=f"{party.name_en or party.name} appeals: {clause.title_en}"[:300],
        party=party,
        values=appeal_draft(entitlement, clause),
        participants={FIRM: [party]},
    )
    appeal = _kept(entitlement, case, at)
    payload = {"case": case.number, "clause": f"{entitlement.pack_id}/{entitlement.clause_id}"}
    record(by=by, at=at, command="start_appeal", target=appeal, payload=payload)
    return appeal


def compute_anew(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``compute_anew``: the clause is asked again of today's facts and policies.

    A Refusal takes the step back: nobody answers for the own sweep, and an appeal is upheld by
    what changed, not by words.
    """
    appeal = _to_answer(case, by)
    on = localdate(at)
    found = answer_now(appeal.party, appeal.pack_id, appeal.clause_id, on=on)
    if found is None:
        raise no_answer()
    if is_as_answered(appeal.entitlement, found):
        raise same_answer()
    appeal.renewed, appeal.renewed_on = pack_evidence(found.canonical_bytes()), on
    _end(appeal, by, at)


def end_appeal(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``end_appeal``: dismissed by somebody else, withdrawn by the firm, or lapsed."""
    is_dismissed = case.state == "dismissed"
    appeal = _to_answer(case, by) if is_dismissed else _locked(case)
    _end(appeal, by, at)


def _to_answer(case: Case, by: Actor) -> Appeal:
    appeal = _locked(case)
    require(can_answer_to(by, appeal.party), ANSWER)
    if by.account_id is not None and by.account_id == starter_of(appeal.entitlement.run):
        raise computed_by_you()
    return appeal


def _locked(case: Case) -> Appeal:
    appeals = Appeal.objects.select_for_update(of=("self",))
    return appeals.select_related("party", "entitlement__run", "case").get(case=case)


def _end(appeal: Appeal, by: Actor, at: datetime) -> None:
    appeal.ended_at = at
    appeal.save(update_fields=["ended_at", "renewed", "renewed_on"])
    payload = {"case": appeal.case.number, "is_upheld": appeal.renewed is not None}
    record(by=by, at=at, command="end_appeal", target=appeal, payload=payload)


def _refuse_unfit(answer: Entitlement) -> None:
    newest = latest_sweep()
    if newest is None or answer.run_id != newest.pk:
        raise answered_anew()
    open_ones = Appeal.objects.filter(
        party=answer.party_id, pack_id=answer.pack_id, clause_id=answer.clause_id, ended_at=None
    )
    if (earlier := open_ones.select_related("case").first()) is not None:
        raise appealed_before(earlier.case)


def _clause(answer: Entitlement) -> PolicyClause:
    try:
        return listed_clause(answer.pack_id, answer.clause_id)
    except PolicyClause.DoesNotExist as gone:
        raise invalid(NOT_APPEALED, "该条款已不在库", "the clause left the library") from gone


def _kept(answer: Entitlement, case: Case, at: datetime) -> Appeal:
    """The database itself refuses a second one."""
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                entitlement=answer,
                party=answer.party,
                pack_id=answer.pack_id,
                clause_id=answer.clause_id,
                case=case,
                begun_at=at,
            )
    except IntegrityError as clash:
        raise wrong_state(NOT_APPEALED, "已有申诉", "there is an appeal") from clash
