"""Paying: one tranche in one run, one approval, one settlement."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID, uuid4

from kechuang.ledger.models import (
    PaymentItem,
    PaymentRun,
    TrancheShare,
    Transfer,
    TreasuryAnswer,
)
from kechuang.ledger.services import Answer, approve_run, record_answers
from kechuang.ledger.states import Kind, Phase
from tests.proof.races.limited import FEWER, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import TODAY
from tests.proof.races.unguarding import loosen


def answer_to(item: PaymentItem, serial: str) -> Answer:
    return Answer(item.number, serial, is_paid=True, amount_fen=item.amount_fen, on=TODAY)


def paid_on(part: int) -> int:
    """How often money left for the part: payments posted, or held for the treasury."""
    numbers = PaymentItem.objects.filter(part=part).values_list("number", flat=True)
    ordered = Transfer.objects.filter(kind=Kind.PAY, phase=Phase.PENDING)
    return ordered.filter(reference__in=[f"item:{number}" for number in numbers]).count()


class TranchePaid(Posted):
    """Sixteen treasurers each draft, check, approve and settle a payment of one tranche."""

    name = "节点支付 / payment of a tranche"

    def prepare(self, turn: int) -> int:
        return setting.accepted_part(self.name, turn).pk

    def attempt(self, thing: int, client: int) -> None:
        part = TrancheShare.objects.select_related("tranche__grant__scheme__book").get(pk=thing)
        run = setting.checked_run(part)
        approve_run(warrant=setting.warrant(), run=run)
        answers = [answer_to(item, f"T{item.number}") for item in run.items.all()]
        record_answers(warrant=setting.warrant(), run=run, answers=answers)

    def harm(self, thing: int) -> int:
        listed = PaymentItem.objects.filter(part=thing).count()
        return too_many(max(listed, paid_on(thing)))

    def strip(self) -> None:
        super().strip()
        for model in (PaymentItem, PaymentRun):
            loosen(model, "number")


class Draft(NamedTuple):
    part: int
    request_id: UUID


class RunDrafted(Posted):
    """One request for a payment run comes sixteen times; all get the one run."""

    name = "支付批次编制 / draft of a payment run"
    attempts = FEWER

    def prepare(self, turn: int) -> Draft:
        return Draft(setting.accepted_part(self.name, turn).pk, uuid4())

    def attempt(self, thing: Draft, client: int) -> None:
        part = TrancheShare.objects.select_related("tranche__grant__scheme__book").get(
            pk=thing.part
        )
        setting.drafted_run(part, request_id=thing.request_id)

    def harm(self, thing: Draft) -> int:
        return too_many(PaymentRun.objects.filter(request_id=thing.request_id).count())

    def strip(self) -> None:
        super().strip()
        loosen(PaymentItem, "number")
        loosen(PaymentRun, "number", "request_id")


class RunApproved(Posted):
    """A payment run is approved, and its money ordered, once."""

    name = "支付批次审批 / approval of a payment run"

    def prepare(self, turn: int) -> int:
        return setting.checked_run(setting.accepted_part(self.name, turn)).pk

    def attempt(self, thing: int, client: int) -> None:
        approve_run(warrant=setting.warrant(), run=_run(thing))

    def harm(self, thing: int) -> int:
        return too_many(paid_on(PaymentItem.objects.get(run=thing).part_id))


class AnswerRecorded(Posted):
    """The treasury's answer settles a payment once; half the files contradict the others."""

    name = "国库回单 / answer of the treasury"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        run = setting.checked_run(setting.accepted_part(self.name, turn))
        approve_run(warrant=setting.warrant(), run=run)
        return run.pk

    def attempt(self, thing: int, client: int) -> None:
        run = _run(thing)
        answers = [answer_to(item, f"{client % 2}-{item.number}") for item in run.items.all()]
        record_answers(warrant=setting.warrant(), run=run, answers=answers)

    def harm(self, thing: int) -> int:
        item = PaymentItem.objects.get(run=thing)
        return too_many(Transfer.objects.filter(pending=item.pending_id).count())

    def strip(self) -> None:
        super().strip()
        loosen(TreasuryAnswer, "item", "serial")


def _run(pk: int) -> PaymentRun:
    return PaymentRun.objects.select_related("book").get(pk=pk)
