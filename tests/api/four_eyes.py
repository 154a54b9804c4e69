"""Money of the small region that waits for a second person, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from kechuang.ledger import services as ledger
from kechuang.ledger.models import (
    BudgetLine,
    Claim,
    ClawBack,
    Grant,
    Instruction,
    Tranche,
    Transfer,
)
from kechuang.ledger.services.instructions import (
    approve_instruction,
    decline_instruction,
    prepare_instruction,
)
from tests.journeys.small_region import Region
from tests.rooms.ledger.shared_line import TERMS, SharedLine, pro_rata_line, shared_line
from tests.rooms.ledger.town import APPROVER, AT, ON, WAN, Town, small_treasury, warrant

OWNERS = ("mine", "near", "strange")
SENDER = "bureau"
LATER = replace(TERMS, closes_on=date(2099, 12, 31))


@dataclass(frozen=True)
class Desk:
    """Records by what the addresses ask for; the bureau's clerk prepared the instructions."""

    line: BudgetLine
    grants: dict[str, Grant]
    tranche: Tranche
    claim: ClawBack
    reservation: Transfer
    unopened: BudgetLine
    gathering: SharedLine
    closed: SharedLine
    filed: Claim
    instructions: dict[str, Instruction]


def open_desk(region: Region) -> Desk:
    """In books of its own; grants in every district, one paid and partly asked back."""
    town = small_treasury(code="desk")
    grants = {name: town.grant(party=getattr(region, name)) for name in OWNERS}
    rounds = small_treasury(code="rounds", firm=town.party)
    closed = shared_line(rounds, budget_fen=WAN, name="closed")
    closed.claim(region.near, WAN)
    gathering = shared_line(rounds, budget_fen=WAN, name="gathering", terms=LATER)
    return Desk(
        line=town.line,
        grants=grants,
        tranche=grants["mine"].tranches.get(),
        claim=_claim(town),
        reservation=_reservation(town),
        unopened=pro_rata_line(rounds, WAN, name="unopened"),
        gathering=gathering,
        closed=closed,
        filed=gathering.claim(region.mine, WAN),
        instructions=_instructions(region, town),
    )


def samples_of_desk(desk: Desk) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address."""
    grant = {"number": desk.grants["mine"].number}
    waiting = {"pk": desk.instructions["prepared"].pk}
    line = {"pk": desk.line.pk}
    voucher = {"pk": desk.reservation.voucher_id}
    return {
        **{f"ledger:{name}": grant for name in ("grant", "release")},
        **{f"ledger:{name}": line for name in ("line", "reserve", "ration")},
        **dict.fromkeys(
            [f"ledger:{name}" for name in ("instruction", "approve", "decline", "withdraw")],
            waiting,
        ),
        "ledger:free": {"pk": desk.reservation.pk},
        "ledger:post_reservation": {"pk": desk.reservation.pk},
        "ledger:reservation": {"pk": desk.reservation.pk},
        "ledger:accept": {"pk": desk.tranche.pk},
        **{
            f"ledger:{name}": {"code": desk.line.appropriation.book.code}
            for name in ("open_year", "register_scheme")
        },
        "ledger:claw_back": {"pk": desk.claim.share_id},
        "ledger:recover": {"pk": desk.claim.pk},
        **{f"ledger:{name}": {"pk": desk.line.account_id} for name in ("account", "ceiling")},
        "ledger:open_round": {"pk": desk.unopened.pk},
        "ledger:allot_claims": {"pk": desk.closed.round.pk},
        "ledger:withdraw_claim": {"pk": desk.filed.pk},
        **{
            f"ledger:{name}": {"pk": desk.gathering.round.pk}
            for name in ("round", "file_claim", "withdraw_round")
        },
        **{f"ledger:{name}": voucher for name in ("reverse", "voucher")},
    }


def _claim(town: Town) -> ClawBack:
    parts = town.accepted()
    town.paid(parts)
    share = parts[0].share
    values = {"amount_fen": WAN // 2, "reason": "未按合同投入", "decision": "追1号"}
    ledger.decide_claw_back(warrant=warrant(), share=share, **values)
    return share.claw_backs.get()


def _reservation(town: Town) -> Transfer:
    until = AT + timedelta(days=30)
    values = {"amount_fen": WAN, "purpose": "公示", "expires_at": until}
    voucher = ledger.reserve_budget(warrant=warrant(), line=town.line, **values)
    return voucher.transfers.get()


def _instructions(region: Region, town: Town) -> dict[str, Instruction]:
    """By state; another one than the reader has decided on those that are decided."""
    clerk = region.people[SENDER].actor
    document = town.line.appropriation
    content = {
        "book": town.book.code,
        "year": document.year,
        "source": document.source,
        "doc_no": document.doc_no,
        "amount_fen": WAN,
    }
    asked = {
        state: prepare_instruction(
            by=clerk,
            at=AT,
            on=ON,
            request_id=uuid4(),
            command="appropriate_funds",
            content=content,
        )
        for state in ("prepared", "approved", "declined")
    }
    approve_instruction(by=APPROVER, at=AT, instruction=asked["approved"])
    decline_instruction(by=APPROVER, at=AT, instruction=asked["declined"], reason="有误")
    return asked
