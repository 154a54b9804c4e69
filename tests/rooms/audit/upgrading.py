"""Writes a chain as the first version did, upgrades it, erases a name from it: a program."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

AT = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
OLD = "0002_append_only"
WRITTEN = [
    (7, "李娜", "create_account", {"username": "lina"}),
    (None, "nightly", "complete_run", {"n": 1}),
    (7, "李娜", "state_facts", {"digest": "ab"}),
]


def migrate(*names: str) -> None:
    call_command("migrate", "audit", *names, verbosity=0)


def write_as_the_first_version() -> tuple[int, str]:
    """The three events, and the head that somebody kept outside."""
    from kechuang.engines.seal import GENESIS, link_hash, payload_leaf

    previous = GENESIS
    for sequence, (account, name, command, payload) in enumerate(WRITTEN, start=1):
        head = {
            "at": AT.isoformat(timespec="microseconds"),
            "actor_id": account,
            "actor_name": name,
            "is_system": account is None,
            "command": command,
            "target_kind": "accounts.user",
            "target_id": "7",
            "algorithm": "sha256",
        }
        salt = f"{sequence:032x}"
        leaf = payload_leaf(salt, payload)
        own_hash = link_hash(sequence=sequence, previous=previous, head=head, leaf=leaf)
        row = head | {"sequence": sequence, "payload": json.dumps(payload), "salt": salt}
        insert(
            "audit_event",
            row | {"at": AT, "leaf": leaf, "previous": previous, "own_hash": own_hash},
        )
        previous = own_hash
    insert("audit_chainhead", {"id": 1, "sequence": len(WRITTEN), "own_hash": previous})
    return len(WRITTEN), previous


def insert(table: str, row: dict[str, Any]) -> None:
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        cursor.execute(statement, list(row.values()))


def main() -> dict[str, object]:
    migrate(OLD)
    kept_outside = write_as_the_first_version()
    migrate()
    from kechuang.audit.models import Anchor, Event
    from kechuang.audit.selectors import Erasable, erasable, verify_chain
    from kechuang.audit.services import Grounds, erase_payloads, record
    from kechuang.audit.states import Basis
    from kechuang.base.actors import Actor, system_actor
    from tests.rooms.audit.tampering import unlock

    told: dict[str, object] = {"after the upgrade": list(verify_chain().breaks)}
    told["names"] = [event.actor_name for event in Event.objects.all()]
    told["anchor held"] = verify_chain(anchor=kept_outside).is_whole
    with transaction.atomic():
        target = Anchor(pk=9)
        record(by=system_actor("nightly"), at=AT, command="new", target=target, payload={})
    told["with a new event"] = list(verify_chain(anchor=kept_outside).breaks)
    what: Erasable = erasable(account_id=7, about=[], further=(), on=AT.date())
    erase_payloads(
        by=Actor(account_id=8, name="赵敏"),
        at=AT,
        target=target,
        what=what,
        grounds=Grounds(Basis.PURPOSE_ENDED, "离职", requested_by=7),
    )
    told["after the erasure"] = list(verify_chain(anchor=kept_outside).breaks)
    told["names left"] = [event.actor_name for event in Event.objects.all()]
    unlock("audit_event")
    Event.objects.filter(sequence=3).update(command="forged")
    told["older event edited"] = [sequence for sequence, _ in verify_chain().breaks]
    return told


if __name__ == "__main__":
    django.setup()
    json.dump(main(), sys.stdout, ensure_ascii=False)
