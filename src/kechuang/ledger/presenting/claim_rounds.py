"""A round and its working, as a clerk and whoever got less than was asked will read it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from kechuang.engines.tally import Ration, Worked
from kechuang.ledger.models import Claim, ClaimRound
from kechuang.ledger.presenting.rows import Rows
from kechuang.ledger.selectors.claim_rounds import Working

DECIMALS = 4


class WorkedRow(NamedTuple):
    """``fraction`` is what the exact share has beyond whole fen, cut off after four places."""

    claim: Claim
    worked: Worked
    fraction: str

    @property
    def short_fen(self) -> int:
        return self.worked.asked_fen - self.worked.granted_fen


def table_of(working: Working) -> list[WorkedRow]:
    return [WorkedRow(claim, worked, _fraction(worked)) for claim, worked in working.rows]


def facts_of(claim_round: ClaimRound) -> Rows:
    return [
        (_("预算项目"), claim_round.line),
        (_("申报截止日"), claim_round.closes_on.isoformat()),
        (_("期间"), f"{claim_round.period_from} — {claim_round.period_to}"),
        (_("方式"), claim_round.get_mode_display()),
        (_("拨付条件"), claim_round.get_condition_display()),
    ]


def drawn_rations(working: Working) -> list[Ration]:
    """Named by place and party, for one party may claim twice."""
    return [
        Ration(f"{claim.position} {claim.party.shown_name}", worked.asked_fen, worked.granted_fen)
        for claim, worked in working.rows
    ]


def _fraction(worked: Worked) -> str:
    if not worked.remainder:
        return "—"
    return f"0.{worked.remainder * 10**DECIMALS // worked.divisor:0{DECIMALS}d}"
