"""Rounds of claims with the working of what each claim gets, or got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kechuang.engines.seal import digest
from kechuang.engines.tally import Request, Worked, worked_pro_rata
from kechuang.ledger.models import BudgetLine, Claim, ClaimRound, Voucher
from kechuang.ledger.selectors.claims import Claim as Planned
from kechuang.ledger.selectors.near_duplicates import similar_grants
from kechuang.ledger.selectors.resemblances import Likeness
from kechuang.ledger.states import RoundState

STANDING = Q(withdrawn_at__isnull=True)


@dataclass(frozen=True)
class Working:
    """``budget_fen`` given out over the standing claims, in their order of arrival."""

    budget_fen: int
    rows: list[tuple[Claim, Worked]]

    @property
    def claimed_fen(self) -> int:
        return sum(claim.claimed_fen for claim, _ in self.rows)

    @property
    def counted_fen(self) -> int:
        return sum(worked.asked_fen for _, worked in self.rows)

    @property
    def given_fen(self) -> int:
        return sum(worked.granted_fen for _, worked in self.rows)

    @property
    def left_fen(self) -> int:
        return self.budget_fen - self.given_fen

    @property
    def is_short(self) -> bool:
        return self.counted_fen > self.budget_fen

    def digest(self) -> str:
        """Tells whether two people looked at the same division."""
        rows = [[claim.pk, worked.asked_fen, worked.granted_fen] for claim, worked in self.rows]
        return digest({"budget_fen": self.budget_fen, "claims": rows})


def claim_rounds() -> QuerySet[ClaimRound]:
    related = ("line__scheme__book", "line__appropriation", "line__account")
    return ClaimRound.objects.select_related(*related)


def rounds_of(line: BudgetLine) -> QuerySet[ClaimRound]:
    """The line's rounds with their ``standing`` claims, the newest first."""
    counted = Count("claims", filter=Q(claims__withdrawn_at__isnull=True))
    return line.rounds.annotate(standing=counted).order_by("-opened_at", "-pk")


def working_of(claim_round: ClaimRound) -> Working:
    """As it was allotted; of an open round, as it would be with what the line has free now."""
    claims = list(claim_round.claims.filter(STANDING).select_related("party", "grant"))
    budget_fen = claim_round.budget_fen
    if budget_fen is None:
        budget_fen = max(0, claim_round.line.account.free_fen)
        requests = [Request(str(claim.pk), claim.counted_fen) for claim in claims]
        found = worked_pro_rata(budget_fen, requests)
    else:
        found = tuple(_kept(claim, claim_round.counted_fen or 1) for claim in claims)
    return Working(budget_fen, list(zip(claims, found, strict=True)))


def stopped_rows(working: Working) -> list[tuple[Claim, list[Likeness]]]:
    """Claims that would get something and resemble a grant, with those that they resemble."""
    given = [claim for claim, worked in working.rows if worked.granted_fen]
    found = [(claim, similar_grants(_planned(claim))) for claim in given]
    return [(claim, alike) for claim, alike in found if alike]


def _planned(claim: Claim) -> Planned:
    terms = claim.round
    return Planned(claim.party, claim.ground_key, claim.title, terms.period_from, terms.period_to)


def withdrawn_claims(claim_round: ClaimRound) -> QuerySet[Claim]:
    return claim_round.claims.exclude(STANDING).select_related("party")


def voucher_of(claim_round: ClaimRound) -> Voucher | None:
    """The voucher that obliged the line for every grant of the round."""
    if claim_round.allotment_id is None:
        return None
    return Voucher.objects.filter(request_id=claim_round.allotment_id).first()


def is_gathering(claim_round: ClaimRound, *, on: date) -> bool:
    """Whether a claim still comes in time."""
    return claim_round.state == RoundState.OPEN and on <= claim_round.closes_on


def may_be_allotted(claim_round: ClaimRound, *, on: date) -> bool:
    return claim_round.state == RoundState.OPEN and on > claim_round.closes_on


def _kept(claim: Claim, divisor: int) -> Worked:
    return Worked(
        str(claim.pk),
        claim.counted_fen,
        claim.quotient_fen or 0,
        claim.remainder or 0,
        divisor,
        claim.given_fen or 0,
    )
