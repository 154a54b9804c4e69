"""Taking back: a voucher is reversed once, and money that came back counts once."""

from __future__ import annotations

from typing import NamedTuple

from kechuang.ledger.models import (
    BankReturn,
    ClawBack,
    FundShare,
    PaymentItem,
    TrancheShare,
    Transfer,
    Voucher,
)
from kechuang.ledger.services import (
    allot,
    decide_claw_back,
    record_bank_return,
    record_recovery,
    reverse_voucher,
)
from kechuang.ledger.states import Kind
from tests.proof.races.limited import FEWER, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.payments import TranchePaid
from tests.proof.races.money.posted import Posted
from tests.proof.races.unguarding import loosen


class VoucherReversed(Posted):
    """A voucher is taken back in red once."""

    name = "红字冲销 / reversal of a voucher"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        line = setting.line_of(setting.opened_scheme("reversals"))
        voucher = allot(
            warrant=setting.warrant(),
            appropriation=line.appropriation,
            scheme=line.scheme,
            amount_fen=setting.UNIT_FEN,
        )
        return voucher.pk

    def attempt(self, thing: int, client: int) -> None:
        voucher = Voucher.objects.select_related("book").get(pk=thing)
        reverse_voucher(warrant=setting.warrant(), voucher=voucher, reason="竞逐")

    def harm(self, thing: int) -> int:
        return too_many(Voucher.objects.filter(reverses=thing).count())


class Returned(NamedTuple):
    claw_back: int
    serial: str


class RecoveryBooked(Posted):
    """The bank's number under which money came back counts once."""

    name = "追回到账 / recovery by the bank's number"
    attempts = FEWER

    def prepare(self, turn: int) -> Returned:
        claw_back = ClawBack.objects.first() or _asked_back()
        return Returned(claw_back.pk, f"B{turn}")

    def attempt(self, thing: Returned, client: int) -> None:
        claw_back = ClawBack.objects.get(pk=thing.claw_back)
        record_recovery(
            warrant=setting.warrant(), claw_back=claw_back, amount_fen=1, serial=thing.serial
        )

    def harm(self, thing: Returned) -> int:
        booked = Transfer.objects.filter(kind=Kind.RECOVER, reference=f"recovery:{thing.serial}")
        return too_many(booked.count())


class PaymentReturned(Posted):
    """A payment comes back from the bank once, whatever numbers the bank gives it."""

    name = "退汇 / payment sent back by the bank"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        part = setting.lone_part(self.name, turn)
        TranchePaid().attempt(part.pk, 0)
        return PaymentItem.objects.get(part=part.pk).pk

    def attempt(self, thing: int, client: int) -> None:
        item = PaymentItem.objects.select_related("run__book").get(pk=thing)
        record_bank_return(
            warrant=setting.warrant(), item=item, serial=f"{thing} {client}", reason="竞逐"
        )

    def strip(self) -> None:
        super().strip()
        loosen(BankReturn, "item")

    def harm(self, thing: int) -> int:
        number = PaymentItem.objects.get(pk=thing).number
        back = Transfer.objects.filter(kind=Kind.RETURN, reference=f"return:{number}")
        return too_many(back.count())


class ClawBackWithinPaid(Posted):
    """All that was paid is asked back sixteen times at once: never more than was paid."""

    name = "追回限额 / claw-back within what was paid"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        part = setting.lone_part(self.name, turn)
        TranchePaid().attempt(part.pk, 0)
        return part.share_id

    def attempt(self, thing: int, client: int) -> None:
        share = FundShare.objects.select_related("grant__scheme__book", "paid").get(pk=thing)
        ask_back(share, f"竞逐{client}")

    def harm(self, thing: int) -> int:
        paid = FundShare.objects.get(pk=thing).paid_id
        return setting.moved_from(paid) // setting.UNIT_FEN - 1


def ask_back(share: FundShare, reason: str) -> None:
    decide_claw_back(
        warrant=setting.warrant(),
        share=share,
        amount_fen=setting.UNIT_FEN,
        reason=reason,
        decision="竞逐〔2026〕2号",
    )


def _asked_back() -> ClawBack:
    part = setting.accepted_part("追回", 0)
    TranchePaid().attempt(part.pk, 0)
    share = TrancheShare.objects.select_related("share").get(pk=part.pk).share
    ask_back(share, "竞逐")
    return ClawBack.objects.get()
