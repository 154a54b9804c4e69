"""Claims of parties in a round: filed until its closing day, withdrawn until it is allotted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, briefly_stated, invalid, require
from kechuang.ledger.access import can_prepare
from kechuang.ledger.models import Claim, ClaimRound
from kechuang.ledger.refusals import NOT_POSTED, already_done, claim_refused, yuan
from kechuang.ledger.selectors.duplicates import refuse_duplicate
from kechuang.ledger.services.budget import LARGEST_FEN
from kechuang.ledger.services.checks import check_plan
from kechuang.ledger.services.claim_rounds import (
    GATHER,
    locked_round,
    record_change,
    require_open,
    same_request,
)
from kechuang.ledger.services.plans import FundPlan, GrantPlan, TranchePlan
from kechuang.ledger.states import Condition, FundSource, GrantMode, GroundKind
from kechuang.parties.models import Party

MOST_CLAIMS = 5_000


@dataclass(frozen=True)
class NewClaim:
    """``counted_fen`` is the most that may be given, at most ``claimed_fen``; ``origin`` says
    in which paper the amount stands."""

    party: Party
    title: str
    ground_kind: GroundKind
    ground: str
    claimed_fen: int
    counted_fen: int
    origin: str


@transaction.atomic
def file_claim(
    *, by: Actor, at: datetime, request_id: UUID, claim_round: ClaimRound, claim: NewClaim
) -> Claim:
    """Enter one party's claim; the same request again is the same claim.

    Raises ``ClaimRefused`` after the closing day and for a second claim on one ground,
    ``AlreadyDone`` for an ended round, ``AlreadyGranted`` for what was granted before.
    """
    require(can_prepare(by), GATHER)
    current = locked_round(claim_round)
    filed = Claim(
        request_id=request_id,
        round=current,
        filed_by_id=by.account_id,
        filed_by_name=by.name,
        filed_at=at,
        **vars(claim),
    )
    if earlier := same_request(filed, ("round_id", *vars(claim))):
        return earlier
    require_open(current)
    _require_in_time(current, at)
    _complete(filed, by)
    filed.save(force_insert=True)
    payload = {
        "party": claim.party.credit_code,
        "claimed_fen": claim.claimed_fen,
        "counted_fen": claim.counted_fen,
        "origin": claim.origin,
    }
    record_change(by, at, "file_claim", filed, payload)
    return filed


@transaction.atomic
def withdraw_claim(*, by: Actor, at: datetime, claim: Claim, reason: str) -> Claim:
    """Take a claim out of its round before it is allotted; the row stays with its reason."""
    require(can_prepare(by), GATHER)
    said = briefly_stated(NOT_POSTED, reason)
    require_open(locked_round(claim.round))
    current = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if current.withdrawn_at is not None:
        raise already_done("该申报已撤回", "the claim was withdrawn before")
    current.withdrawn_at, current.reason = at, said
    current.save(update_fields=["withdrawn_at", "reason"])
    record_change(by, at, "withdraw_claim", current, {"reason": said})
    return current


def plan_of(claim: Claim, amount_fen: int, *, decision: str) -> GrantPlan:
    """The grant that ``amount_fen`` makes of a claim: one fund, one tranche."""
    terms, line = claim.round, claim.round.line
    source = FundSource(line.appropriation.source)
    return GrantPlan(
        scheme=line.scheme,
        party=claim.party,
        title=claim.title,
        ground=claim.thing,
        period_from=terms.period_from,
        period_to=terms.period_to,
        mode=GrantMode(terms.mode),
        decision=decision,
        funds=(FundPlan(source, 1, line),),
        tranches=(TranchePlan(terms.title, amount_fen, Condition(terms.condition)),),
    )


def _require_in_time(claim_round: ClaimRound, at: datetime) -> None:
    if localdate(at) <= claim_round.closes_on:
        return
    raise claim_refused(
        f"“{claim_round.title}”的申报已于 {claim_round.closes_on} 截止",
        f"claims on “{claim_round.title}” closed on {claim_round.closes_on}",
        Text("请在下一轮次申报", "Claim in the next round"),
    )


def _complete(filed: Claim, by: Actor) -> None:
    """Its place and its folded ground; refuses what could never become a grant."""
    _require_amounts(filed)
    plan = plan_of(filed, filed.counted_fen, decision=filed.round.title)
    check_plan(plan)
    filed.ground_key = plan.ground.key
    _require_first(filed)
    refuse_duplicate(plan.claim, reader=by)
    last = filed.round.claims.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_CLAIMS:
        raise claim_refused("本轮次申报已满", "the round holds as many claims as it can")
    filed.position = last + 1


def _require_amounts(filed: Claim) -> None:
    if 0 < filed.counted_fen <= filed.claimed_fen <= LARGEST_FEN and filed.origin.strip():
        return
    raise invalid(
        NOT_POSTED,
        f"核定上限 {yuan(filed.counted_fen)} 元须大于零且不超过申报金额 "
        f"{yuan(filed.claimed_fen)} 元，并写明金额来源",
        f"the {yuan(filed.counted_fen)} yuan allowed must be above zero and not above the "
        f"{yuan(filed.claimed_fen)} claimed, and the origin of the amount must be named",
        Text("请核对申报材料后再填", "Check it against the claim's papers"),
    )


def _require_first(filed: Claim) -> None:
    """In words; the database refuses it all the same."""
    standing = filed.round.claims.filter(withdrawn_at__isnull=True)
    if not standing.filter(party=filed.party, ground_key=filed.ground_key).exists():
        return
    raise claim_refused(
        f"{filed.party.name} 在本轮次已就同一事由申报",
        f"{filed.party.name} has claimed on this ground in this round already",
        Text("如需更正，请先撤回原申报", "Withdraw the earlier claim first to correct it"),
    )
