"""Two lists: buyers of technology, from the notice to the payment, and vouchers, just told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.cases.models import ProcedureVersion
from kechuang.cases.services import enter_procedures
from kechuang.demo.accounts import open_log_ins
from kechuang.demo.challenges.acting import APPROVERS, OFFICER, let_time_pass, player
from kechuang.demo.challenges.days import TODAY, at
from kechuang.demo.challenges.money import know_payee
from kechuang.demo.city.shapes import CastMember
from kechuang.demo.loading import BY
from kechuang.demo.money.people import CHECKER, PREPARER, warranted
from kechuang.demo.offers.lists import Figures, in_order, tell
from kechuang.ledger import services as ledger
from kechuang.ledger.services import Answer
from kechuang.offers import services as offers
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.states import (
    APPLICATION_PROCEDURE,
    APPROVE,
    CONFIRM,
    DECLINE,
    PUBLICISE,
)

PROCEDURE = "yunlan-offer"
BUYERS = Figures(
    "technology-purchase", "技术购买免申即享资金", "Technology purchase funds",
    ("yunlan-contracts", "buyer"), 90, 30, "11-03T09:00",
)  # fmt: skip
VOUCHERS = Figures(
    "voucher-offers", "创新券免申即享资金", "Voucher funds",
    ("yunlan-voucher", "voucher"), 150, 31, "11-19T09:00",
)  # fmt: skip
RECIPIENTS = {"recipient": "简望川", "recipient2": "尹清禾", "recipient3": "童知夏"}
PAID, DECLINED, WAITING = RECIPIENTS
TOLD_BY = {PAID: BUYERS, DECLINED: BUYERS, WAITING: VOUCHERS}


@transaction.atomic
def load_offers() -> None:
    """One offer in notice, one in publicity, one paid and one declined; nothing a second time.

    The sweep, the city's log-ins and its book of technology transfer must be there.
    """
    if OfferList.objects.exists():
        return
    enter_procedures(by=BY, at=at("01-04T09:00"))
    offers.open_applications(
        by=player(OFFICER),
        at=at("01-05T09:00"),
        version=_version(APPLICATION_PROCEDURE),
        year=TODAY.year,
    )
    buyers = tell(BUYERS, _version(PROCEDURE))
    _answer(in_order(buyers))
    _grant_confirmed(buyers)
    _publicise_silent(buyers)
    vouchers = tell(VOUCHERS, _version(PROCEDURE))
    _log_in(WAITING, in_order(vouchers)[0])


def _version(procedure: str) -> ProcedureVersion:
    return ProcedureVersion.objects.filter(procedure_id=procedure).latest("entered_at")


def _answer(listed: Sequence[Offer]) -> None:
    """The first two firms answer: one confirms, one declines."""
    for name, offer, event in zip((PAID, DECLINED), listed, (CONFIRM, DECLINE), strict=False):
        _log_in(name, offer)
        offers.answer_offer(by=player(name), at=at("11-04T10:00"), offer=offer, event=event)


def _log_in(username: str, offer: Offer) -> None:
    firm = offer.party.credit_code
    member = CastMember(username, RECIPIENTS[username], "enterprise", firm, "", "")
    open_log_ins([member], at=at("01-04T09:00"))


def _grant_confirmed(told: OfferList) -> None:
    """Publicity of five working days, approval by two others, payment by the treasury."""
    offers.advance_offers(
        by=player(OFFICER), at=at("11-04T15:00"), offer_list=told, event=PUBLICISE
    )
    let_time_pass(at("11-12T00:00"))
    for name in APPROVERS:
        offers.advance_offers(by=player(name), at=at("11-12T10:00"), offer_list=told, event=APPROVE)
    for offer in told.offers.filter(grant__isnull=False):
        know_payee(offer.party, at("11-12T11:00"))
    _pay(told, at("11-13T10:00"))


def _pay(told: OfferList, when: datetime) -> None:
    day = localdate(when)
    run = offers.draft_payments(by=PREPARER, at=when, offer_list=told)
    run = ledger.check_run(by=CHECKER, at=when, run=run)
    ledger.approve_run(warrant=warranted(when, day), run=run)
    answers = [
        Answer(item.number, f"MX{item.number}", True, item.amount_fen, day)
        for item in run.items.all()
    ]
    ledger.record_answers(warrant=warranted(when, day), run=run, answers=answers)


def _publicise_silent(told: OfferList) -> None:
    """Ten working days of silence count as consent; their publicity is still running."""
    let_time_pass(at("11-18T00:00"))
    offers.advance_offers(
        by=player(OFFICER), at=at("11-18T09:00"), offer_list=told, event=PUBLICISE
    )
