"""Lines that are given out pro rata: what each round gave is what its working says."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.tally import Request, worked_pro_rata
from kechuang.engines.wording import Text
from kechuang.ledger.models import Claim, ClaimRound, Transfer, Voucher
from kechuang.ledger.selectors.claim_rounds import STANDING
from kechuang.ledger.states import Distribution, Kind, RoundState


def misworked_claims() -> Iterator[Finding]:
    """Every division of an allotted round, done anew."""
    for each in ClaimRound.objects.filter(state=RoundState.ALLOTTED):
        claims = list(each.claims.filter(STANDING).order_by("position"))
        requests = [Request(str(claim.pk), claim.counted_fen) for claim in claims]
        for claim, due in zip(claims, worked_pro_rata(each.budget_fen or 0, requests), strict=True):
            kept = (claim.quotient_fen, claim.remainder, claim.given_fen)
            if kept != (due.quotient_fen, due.remainder, due.granted_fen):
                yield found(claim, "分得金额与测算不符", "it was not given what its working says")


def uneven_claim_grants() -> Iterator[Finding]:
    given = Claim.objects.filter(given_fen__gt=0)
    same = Q(grant__total_fen=F("given_fen"), grant__party=F("party"))
    for claim in given.exclude(same):
        yield found(claim, "立项与分得金额不符", "its grant is not what it was given")


def first_come_on_shared_lines() -> Iterator[Finding]:
    """Since the line's first round: before it, such lines were given out as they were asked."""
    shared = Transfer.objects.filter(
        debit__line__distribution=Distribution.PRO_RATA,
        kind=Kind.OBLIGATE,
        is_red=False,
        voucher__at__gte=F("debit__line__rounds__opened_at"),
    )
    for transfer in shared.exclude(voucher__command="allot_claims").distinct():
        yield found(transfer.pk, "同比例分摊的预算被先到先得", "obliged alone, on a shared line")


def unfounded_allotments() -> Iterator[Finding]:
    allotted = ClaimRound.objects.filter(state=RoundState.ALLOTTED)
    posted = Voucher.objects.filter(command="allot_claims").values("request_id")
    for each in allotted.exclude(allotment_id__in=posted):
        yield found(each, "分配没有凭证", "its allotment has no voucher")


SHARING = (
    Invariant(
        "ledger.claims_are_given_what_was_worked_out",
        Text("同比例分配与测算一致", "Claims are given what was worked out"),
        misworked_claims,
    ),
    Invariant(
        "ledger.claims_become_their_grants",
        Text("分得金额与立项一致", "A claim's grant is what it was given"),
        uneven_claim_grants,
    ),
    Invariant(
        "ledger.shared_lines_are_obliged_together",
        Text("同比例分摊的预算只按轮次分配", "Shared lines are obliged by their rounds only"),
        first_come_on_shared_lines,
    ),
    Invariant(
        "ledger.allotments_lead_to_their_voucher",
        Text("分配与凭证一一对应", "An allotment leads to its voucher"),
        unfounded_allotments,
    ),
)
