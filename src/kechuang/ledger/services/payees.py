"""Bank accounts of parties: one person submits, another confirms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require
from kechuang.ledger.access import can_approve, can_submit_payee, is_person
from kechuang.ledger.models import PayeeAccount
from kechuang.ledger.refusals import NOT_POSTED, already_done, same_person
from kechuang.ledger.services.own_money import refuse_own_money
from kechuang.ledger.services.recording import record_sealed
from kechuang.parties.models import Party

LONGEST_BANK = 200


@transaction.atomic
def submit_payee_account(
    *, by: Actor, at: datetime, party: Party, holder: str, bank: str, number: str
) -> PayeeAccount:
    """Name the bank account of a party; it is paid to only once another person confirmed it.

    The holder must be the party itself. Source: 国库集中支付 pays the final payee directly.
    """
    require(can_submit_payee(by, party), Text("登记收款账户", "enter a bank account"))
    digits = "".join(number.split())
    _require_account(party, holder, bank, digits)
    account = PayeeAccount.objects.create(
        party=party,
        holder=holder.strip(),
        bank=bank.strip(),
        number=digits,
        submitted_by_id=by.account_id,
        submitted_by_name=by.name,
        submitted_at=at,
    )
    payload = {"party": party.credit_code, "bank": account.bank, "ending": digits[-4:]}
    record_sealed(
        by=by,
        at=at,
        command="submit_payee_account",
        target=account,
        payload=payload,
        sealed=[account],
    )
    return account


@transaction.atomic
def confirm_payee_account(*, by: Actor, at: datetime, account: PayeeAccount) -> PayeeAccount:
    """A treasurer, not the one who submitted it, has checked the account with its bank."""
    require(can_approve(by), Text("核对收款账户", "confirm a bank account"))
    current = PayeeAccount.objects.select_for_update().get(pk=account.pk)
    if current.confirmed_at is not None:
        raise already_done("该账户已核对", "the account was confirmed before")
    if is_person(by, current.submitted_by_id, current.submitted_by_name):
        raise same_person()
    refuse_own_money([by], [current.party])
    current.confirmed_by_id, current.confirmed_by_name = by.account_id, by.name
    current.confirmed_at = at
    current.save(update_fields=["confirmed_by_id", "confirmed_by_name", "confirmed_at"])
    payload = {"party": current.party.credit_code, "ending": current.number[-4:]}
    record_sealed(
        by=by,
        at=at,
        command="confirm_payee_account",
        target=current,
        payload=payload,
        sealed=[current],
    )
    return current


def _require_account(party: Party, holder: str, bank: str, digits: str) -> None:
    is_number = digits.isascii() and digits.isdecimal() and 8 <= len(digits) <= 32
    is_bank = 0 < len(bank.strip()) <= LONGEST_BANK
    if holder.strip() == party.name and is_bank and is_number:
        return
    raise invalid(
        NOT_POSTED,
        f"户名须与“{party.name}”一致，开户银行不能为空或过长，账号为 8 至 32 位数字",
        f"the holder must be “{party.name}”, the bank must be named and the number have 8 to 32 "
        "digits",
        Text("请按开户许可证填写", "Fill it in as the bank's certificate says"),
    )
