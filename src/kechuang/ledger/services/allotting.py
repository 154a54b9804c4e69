"""A round's claims become grants together, in proportion, by one voucher of two people."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.base.errors import Text
from kechuang.engines.tally import Worked
from kechuang.ledger.models import Account, Claim, ClaimRound, Voucher
from kechuang.ledger.refusals import (
    AlikeGrant,
    AlreadyGranted,
    ClaimRefused,
    already_done,
    claim_refused,
    exhausted,
    yuan,
)
from kechuang.ledger.selectors.claim_rounds import Working, working_of
from kechuang.ledger.services.checks import check_plan
from kechuang.ledger.services.claim_rounds import locked_round, require_open
from kechuang.ledger.services.claims import plan_of
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.grants import Promised, promised, settled
from kechuang.ledger.services.posting import posted_before
from kechuang.ledger.states import RoundState


@transaction.atomic
def allot_claims(
    *, warrant: Warrant, claim_round: ClaimRound, decision: str, working: str
) -> Voucher:
    """Give what the line has free to the round's claims in proportion, each within its limit.

    ``working`` is ``Working.digest()`` of what the preparer saw. Raises ``ClaimRefused`` before
    the end of the closing day, without claims, for an exhausted line and for a claim on what was
    granted meanwhile; ``AlikeGrant`` for one that resembles another grant without a reason;
    ``AlreadyDone`` for an ended round and for another working than was seen.
    """
    content = {"round": claim_round.pk, "decision": decision, "working": working}
    order = Order(warrant, claim_round.line.scheme.book, "allot_claims", content, decision)
    if earlier := posted_before(order):
        return earlier
    current = locked_round(claim_round)
    require_open(current)
    found = _worked(current, warrant, working)
    made = [each for row in found.rows if (each := _given(warrant, decision, *row))]
    _end(current, found, warrant)
    entries: list[Entry] = [entry for each in made for entry in each.entries]
    claims = [claim for claim, _ in found.rows]
    return settled(order, entries, _said(current, found), made, current, *claims)


def _worked(current: ClaimRound, warrant: Warrant, seen: str) -> Working:
    """With the line's account locked: what is free now is what is given out."""
    if localdate(warrant.at) <= current.closes_on:
        raise claim_refused(
            f"“{current.title}”申报至 {current.closes_on}，尚未截止",
            f"claims on “{current.title}” are open until {current.closes_on}",
            Text("请在截止日之后分配", "Allot it after that day"),
        )
    line = current.line
    line.account = Account.objects.select_for_update().get(pk=line.account_id)
    found = working_of(current)
    if not found.rows:
        raise claim_refused(
            "本轮次没有申报",
            "the round has no claims",
            Text("请撤回该轮次", "Withdraw the round"),
        )
    if found.budget_fen <= 0:
        raise exhausted(str(line))
    if found.digest() != seen:
        raise already_done(
            "可用预算或申报在制单后有变，分配结果已不同",
            "the budget or the claims changed since, and so did the division",
        )
    return found


def _given(warrant: Warrant, decision: str, claim: Claim, worked: Worked) -> Promised | None:
    """Keeps the claim's working; its grant where it gets anything."""
    claim.quotient_fen, claim.remainder = worked.quotient_fen, worked.remainder
    claim.given_fen, made = worked.granted_fen, None
    if worked.granted_fen:
        plan = plan_of(claim, worked.granted_fen, decision=decision)
        check_plan(plan)
        try:
            made = promised(_for_row(warrant, claim), plan)
        except AlreadyGranted as refusal:
            raise _granted_meanwhile(claim, refusal) from refusal
        except AlikeGrant as refusal:
            raise _alike(claim, refusal) from refusal
        claim.grant = made.grant
    claim.save(update_fields=["quotient_fen", "remainder", "given_fen", "grant"])
    return made


def _for_row(warrant: Warrant, claim: Claim) -> Warrant:
    lifting = warrant.lifting
    return replace(warrant, lifting=lifting.of_row(claim.position) if lifting else None)


def _alike(claim: Claim, refusal: AlikeGrant) -> AlikeGrant:
    why = Text(
        f"第 {claim.position} 项：{refusal.why.zh}", f"claim {claim.position}: {refusal.why.en}"
    )
    return AlikeGrant(refusal.what, why, refusal.mend)


def _granted_meanwhile(claim: Claim, refusal: AlreadyGranted) -> ClaimRefused:
    return claim_refused(
        f"第 {claim.position} 项：{refusal.why.zh}",
        f"claim {claim.position}: {refusal.why.en}",
        Text("请先撤回这一项申报", "Withdraw that claim first"),
    )


def _end(current: ClaimRound, found: Working, warrant: Warrant) -> None:
    current.state, current.ended_at = RoundState.ALLOTTED, warrant.at
    current.budget_fen, current.counted_fen = found.budget_fen, found.counted_fen
    current.allotment_id = warrant.request_id
    current.save(update_fields=["state", "ended_at", "budget_fen", "counted_fen", "allotment_id"])


def _said(current: ClaimRound, found: Working) -> Text:
    given, count = yuan(found.given_fen), len(found.rows)
    return Text(
        f"{current.title} 同比例分配：{count} 项 {given} 元",
        f"{current.title} given out pro rata: {count} claims, {given} yuan",
    )
