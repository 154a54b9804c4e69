"""A line that is given out pro rata is given out once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from uuid import uuid4

from kechuang.ledger.models import BudgetLine, Claim, ClaimRound
from kechuang.ledger.selectors.claim_rounds import claim_rounds, working_of
from kechuang.ledger.services import (
    NewClaim,
    RoundTerms,
    allot,
    allot_claims,
    file_claim,
    open_claim_round,
)
from kechuang.ledger.states import Condition, Distribution, GrantMode, GroundKind
from tests.proof.races.limited import FEWER
from tests.proof.races.money import setting
from tests.proof.races.money.grants import let_grounds_repeat
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT, TODAY
from tests.proof.races.unguarding import loosen

YESTERDAY = AT - timedelta(days=1)
HELD_FEN = 100


class Shared(NamedTuple):
    round: int
    working: str


class RoundAllotted(Posted):
    """Sixteen pairs of people allot one round of claims at once: its line is given out once."""

    name = "同比例分配 / allotment of claims"
    attempts = FEWER

    def prepare(self, turn: int) -> Shared:
        opened = open_claim_round(
            by=setting.DRAFTER, at=YESTERDAY, request_id=uuid4(), line=_line(turn), terms=_terms()
        )
        asked = NewClaim(
            setting.payee(), "竞逐", GroundKind.OTHER, f"同比例 {turn}", 300, 300, "申报书"
        )
        file_claim(
            by=setting.DRAFTER, at=YESTERDAY, request_id=uuid4(), claim_round=opened, claim=asked
        )
        return Shared(opened.pk, working_of(claim_rounds().get(pk=opened.pk)).digest())

    def attempt(self, thing: Shared, client: int) -> None:
        allot_claims(
            warrant=setting.warrant(),
            claim_round=claim_rounds().get(pk=thing.round),
            decision=f"竞逐〔2026〕{client}号",
            working=thing.working,
        )

    def harm(self, thing: Shared) -> int:
        account = ClaimRound.objects.get(pk=thing.round).line.account_id
        return setting.moved_from(account) // HELD_FEN - 1

    def strip(self) -> None:
        super().strip()
        let_grounds_repeat()
        loosen(ClaimRound, "allotment_id")
        loosen(Claim, "grant")


def _terms() -> RoundTerms:
    return RoundTerms(
        title="竞逐轮次",
        closes_on=TODAY - timedelta(days=1),
        period_from=date(2026, 1, 1),
        period_to=date(2026, 12, 31),
        mode=GrantMode.AFTER,
        condition=Condition.COMPLETION,
    )


def _line(turn: int) -> BudgetLine:
    scheme = setting.opened_scheme(f"shared-{turn}")
    allot(
        warrant=setting.warrant(),
        appropriation=setting.plenty_in(scheme.book),
        scheme=scheme,
        amount_fen=HELD_FEN,
        distribution=Distribution.PRO_RATA,
    )
    return scheme.lines.get()
