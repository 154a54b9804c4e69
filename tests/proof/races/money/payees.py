"""A bank account that a party named is confirmed once."""

from __future__ import annotations

from kechuang.ledger.models import PayeeAccount
from kechuang.ledger.services import confirm_payee_account, submit_payee_account
from tests.proof.races.limited import FEWER, events, too_many
from tests.proof.races.money import setting
from tests.proof.races.money.posted import Posted
from tests.proof.races.people import AT

BANK = "云澜银行新支行"


class PayeeConfirmed(Posted):
    """Two treasurers confirm one change of account, eight times each."""

    name = "收款账户核对 / confirmation of a payee"
    attempts = FEWER

    def prepare(self, turn: int) -> int:
        party = setting.payee()
        told = {"holder": party.name, "bank": BANK, "number": f"62{turn:014d}"}
        return submit_payee_account(by=setting.DRAFTER, at=AT, party=party, **told).pk

    def attempt(self, thing: int, client: int) -> None:
        who = setting.APPROVER if client % 2 else setting.CHECKER
        confirm_payee_account(by=who, at=AT, account=PayeeAccount(pk=thing))

    def harm(self, thing: int) -> int:
        return too_many(events("confirm_payee_account", thing))
