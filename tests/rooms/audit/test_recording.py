"""An event stands or falls with its command, names who acted, and is never changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.audit.models import Event
from kechuang.audit.selectors import chain_head, history_of
from kechuang.audit.services import publish_anchor, record
from kechuang.base.actors import system_actor
from kechuang.base.errors import NotAllowed
from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, state_facts
from tests.cast import AT, Person

SYSTEM = system_actor("nightly")


def rename(party: Party, name: str, **more: object) -> None:
    with transaction.atomic():
        party.name = name
        party.save()
        payload = {"name": name, **more}
        record(by=SYSTEM, at=AT, command="rename", target=party, payload=payload)


def test_an_event_tells_who_did_what_to_which_record_and_when(alice: Person, yunlan: Party) -> None:
    event = record(by=alice.actor, at=AT, command="rename", target=yunlan, payload={"name": "乙"})

    event.refresh_from_db()
    assert (event.actor_id, event.actor_name, event.is_system) == (
        alice.actor.account_id,
        "alice",
        False,
    )
    assert (event.command, event.target_kind, event.target_id) == (
        "rename",
        "parties.party",
        str(yunlan.pk),
    )
    assert (event.at, event.payload) == (AT, {"name": "乙"})


def test_a_rollback_leaves_neither_the_change_nor_the_event(yunlan: Party) -> None:
    with transaction.atomic():
        rename(yunlan, "改名")
        transaction.set_rollback(True)

    assert Party.objects.get().name == "云澜甲科技有限公司"
    assert not Event.objects.exists()
    assert chain_head().sequence == 0


def test_a_command_that_cannot_be_recorded_changes_nothing(yunlan: Party) -> None:
    with pytest.raises(TypeError):
        rename(yunlan, "改名", share=0.5)

    assert Party.objects.get().name == "云澜甲科技有限公司"


def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(by=SYSTEM, at=AT, command="rename", target=Party(pk=1), payload={})


def test_nobody_acts_anonymously(anonymous: Person, yunlan: Party) -> None:
    with pytest.raises(NotAllowed):
        record(by=anonymous.actor, at=AT, command="rename", target=yunlan, payload={})

    assert not Event.objects.exists()


def test_events_are_numbered_without_gaps_and_each_names_its_predecessor(yunlan: Party) -> None:
    for name in "甲乙丙":
        rename(yunlan, name)

    events = list(Event.objects.all())
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous for event in events[1:]] == [event.own_hash for event in events[:2]]
    assert chain_head().own_hash == events[-1].own_hash


def test_the_history_of_a_record_is_its_own_newest_first(
    yunlan: Party, outsider_firm: Party
) -> None:
    rename(yunlan, "一")
    rename(outsider_firm, "二")
    rename(yunlan, "三")

    assert [event.payload["name"] for event in history_of(yunlan)] == ["三", "一"]


TABLES = {
    "audit_event": "command = 'forged'",
    "audit_payload": "payload = '{}'",
    "audit_signatory": "name = 'forged'",
    "audit_anchor": "channel = 'forged'",
    "parties_partyfact": "value = '1'",
}


@pytest.fixture
def _written(alice: Person, yunlan: Party) -> None:
    fact = NewFact(yunlan.credit_code, "employees", 12, "社保", date(2025, 1, 31), period="2024")
    state_facts(by=alice.actor, at=AT, facts=[fact])
    publish_anchor(by=SYSTEM, at=AT, on=AT.date())


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {change}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_the_database_itself_refuses_to_change_rows(table: str, statement: str) -> None:
    if connection.vendor == "sqlite":  # has no TRUNCATE
        statement = statement.replace("TRUNCATE {table} CASCADE", "DELETE FROM {table} WHERE 1")
    connection.check_constraints()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement.format(table=table, change=TABLES[table]))


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize("table", TABLES)
def test_sqlite_does_not_replace_rows_either(table: str) -> None:
    if connection.vendor != "sqlite":
        return
    statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement)

    execute("PRAGMA recursive_triggers = OFF")
    execute(statement)  # without the pragma of the settings the rows would be replaced
    execute("PRAGMA recursive_triggers = ON")


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize("table", TABLES)
def test_without_its_trigger_a_row_would_change(table: str) -> None:
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""

    execute(f"DROP TRIGGER {table}_no_UPDATE{on_table}")

    assert execute(f"UPDATE {table} SET {TABLES[table]}") > 0


def execute(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
