"""A chain with everything in it: older events, people, money, an erasure, published heads."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.accounts.services import (
    approve_erasure,
    create_account,
    deactivate_account,
    request_erasure,
)
from kechuang.audit.models import ChainHead, Event, Payload, Signatory
from kechuang.audit.services import publish_anchor, record
from kechuang.audit.states import Algorithm, Basis
from kechuang.base.actors import Actor, Grant, system_actor
from kechuang.base.roles import Role
from kechuang.engines.seal import GENESIS, link_hash, payload_leaf
from kechuang.ledger.services import record_bank_return, withdraw_statement
from kechuang.ledger.services.instructions import approve_instruction, prepare_instruction
from kechuang.parties.models import Party
from tests.base.registry.cast import AT, TODAY, party
from tests.proof.tampering.commanding import leave_waiting
from tests.rooms.ledger import bank
from tests.rooms.ledger.shared_line import shared_line
from tests.rooms.ledger.town import (
    APPROVER,
    ON,
    PREPARER,
    WAN,
    Town,
    confirmed_payee,
    small_treasury,
    warrant,
)

SYSTEM = system_actor("nightly")
OLDER, LEAVER, NEWER = 5, 7, 12


def build() -> None:
    """About a hundred events; account 7 acted in older ones and has left."""
    write_older_events()
    town = small_treasury()
    ask_money_back(town)
    publish(1)
    town.paid(town.accepted())
    returned = town.paid(town.accepted()).items.get()
    record_bank_return(warrant=warrant(), item=returned, serial="TH1", reason="账户已销户")
    bank.found_payment(town)
    mistaken = bank.imported(town, bank.row("N3", WAN), account_number="1001000199")
    withdraw_statement(warrant=warrant(), statement=mistaken, reason="账号有误")
    share_a_line(town)
    leave_waiting(town)
    let_somebody_leave()
    publish(2)
    for number in range(NEWER):
        write(town.party, number)
    publish(3)


def share_a_line(town: Town) -> None:
    shared = shared_line(town)
    shared.claim(town.party, 100, ground="同比例")
    shared.allot()


def ask_money_back(town: Town) -> None:
    """A claw-back that another person agreed to, and the bank account of another party."""
    parts = town.accepted()
    town.paid(parts)
    asked = prepare_instruction(
        by=PREPARER,
        at=AT,
        on=ON,
        request_id=uuid4(),
        command="decide_claw_back",
        content={
            "share": parts[0].share_id,
            "amount_fen": 5,
            "reason": "多付",
            "decision": "追〔2026〕1号",
        },
    )
    approve_instruction(by=APPROVER, at=AT, instruction=asked)
    confirmed_payee(party("云澜乙科技有限公司"))


@transaction.atomic
def write_older_events() -> None:
    """As the first version of the chain wrote them: the name stands in the hashed head."""
    salt = "0f" * 16
    name = Signatory(account_id=LEAVER, name="李娜", salt=salt)
    name.leaf = payload_leaf(salt, name.content())
    name.save(force_insert=True)
    previous = GENESIS
    for sequence in range(1, OLDER + 1):
        said = {"number": sequence}
        event = Event(
            sequence=sequence,
            at=AT - timedelta(days=30),
            actor_id=LEAVER,
            signatory=name,
            command="file_demand",
            target_kind="demands.demand",
            target_id=str(sequence),
            leaf=payload_leaf(salt, said),
            algorithm=Algorithm.NAME_IN_HEAD,
            previous=previous,
        )
        placed = {"sequence": sequence, "previous": previous, "leaf": event.leaf}
        event.own_hash = previous = link_hash(**placed, head=event.head())
        event.save(force_insert=True)
        Payload(event=event, payload=said, salt=salt).save(force_insert=True)
    ChainHead.objects.create(sequence=OLDER, own_hash=previous)


def let_somebody_leave() -> None:
    administrators = [administrator(pk, name) for pk, name in ((8, "赵敏"), (9, "周砚"))]
    user = User.objects.create(pk=LEAVER, username="lina", full_name="李娜")
    create_account(
        by=SYSTEM, at=AT, username="other", full_name="他人", password="a-long-Passphrase-7"
    )
    first, second = administrators
    asked = request_erasure(by=first, at=AT, user=user, basis=Basis.PURPOSE_ENDED, reason="离职")
    deactivate_account(by=first, at=AT, on=TODAY, user=user, reason="离职")
    asked.user.refresh_from_db()
    approve_erasure(by=second, at=AT, asked=asked)


def administrator(pk: int, name: str) -> Actor:
    User.objects.create(pk=pk, username=f"admin{pk}", full_name=name)
    return Actor(pk, name, frozenset({Grant(Role.ADMINISTRATOR)}))


def publish(day: int) -> None:
    publish_anchor(by=SYSTEM, at=AT, on=TODAY + timedelta(days=day))


@transaction.atomic
def write(target: Party, number: int) -> None:
    record(by=SYSTEM, at=AT, command="count", target=target, payload={"number": number})
