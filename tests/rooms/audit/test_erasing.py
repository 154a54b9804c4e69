"""What the law has erased is gone, what it keeps stays, and the chain tells both apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from kechuang.audit import retention
from kechuang.audit.models import Erasure, Event, Payload, Signatory
from kechuang.audit.retention import Retention
from kechuang.audit.selectors import Erasable, erasable, history_of, verify_chain
from kechuang.audit.services import Grounds, erase_payloads, publish_anchor, record
from kechuang.audit.states import Basis
from kechuang.base.errors import InvalidInput, Text, WrongState
from kechuang.parties.models import Party
from tests.cast import AT, TODAY, Person
from tests.rooms.audit.tampering import unlock

SECRET = "金丝雀手机13800000000"


@pytest.fixture
def spoken(alice: Person, admin: Person, yunlan: Party) -> Person:
    """Alice acted twice, once about the party; the administrator acted about the party too."""
    record(by=alice.actor, at=AT, command="file", target=yunlan, payload={"note": SECRET})
    record(by=alice.actor, at=AT, command="vet", target=Party(pk=99), payload={"n": 2})
    record(by=admin.actor, at=AT, command="grant", target=yunlan, payload={"user": SECRET})
    return alice


def found(who: Person, party: Party, *, further: tuple[int, ...] = ()) -> Erasable:
    account = who.actor.account_id
    assert account
    return erasable(account_id=account, about=[party], further=further, on=TODAY)


def erase(by: Person, who: Person, party: Party, what: Erasable | None = None) -> Event:
    account = who.actor.account_id
    assert account
    return erase_payloads(
        by=by.actor,
        at=AT,
        target=party,
        what=what or found(who, party),
        grounds=Grounds(Basis.PURPOSE_ENDED, "离职", requested_by=account),
    )


def test_payloads_and_the_name_are_gone_and_the_chain_is_whole(spoken, admin, yunlan):
    outside = publish_anchor(by=admin.actor, at=AT, on=TODAY)

    erase(admin, spoken, yunlan)

    report = verify_chain(anchor=(outside.sequence, outside.own_hash))
    assert (report.breaks, report.erased) == ((), 2)
    assert SECRET not in str(list(Payload.objects.values()))
    assert "alice" not in str(list(Signatory.objects.values()))


def test_what_the_person_did_to_others_stays_under_a_number(spoken, admin, yunlan):
    erase(admin, spoken, yunlan)

    vetted = Event.objects.get(command="vet")
    assert (vetted.payload, vetted.actor_name) == (
        {"n": 2},
        f"已删除用户 #{spoken.actor.account_id}",
    )
    assert Event.objects.get(command="grant").actor_name == "admin"


def test_history_says_who_had_it_erased_when_and_why(spoken, admin, auditor, yunlan):
    erase(admin, spoken, yunlan)

    erasure = history_of(yunlan).get(command="file").lawful_erasure
    page = auditor.client.get("/audit/1/").content.decode()

    assert (erasure.erased_by.actor_name, erasure.erased_by.at) == ("admin", AT)
    assert (
        "内容已依法删除（admin 批准，2026-11-21，依据：处理目的已实现、无法实现或不再必要）" in page
    )


def test_nobody_approves_their_own_request(spoken, admin, yunlan):
    with pytest.raises(InvalidInput, match="nobody approves what they asked"):
        erase(spoken, spoken, yunlan)

    assert not Erasure.objects.exists()


def test_further_events_are_erased_where_they_are_named(spoken, yunlan):
    plain = found(spoken, yunlan)
    more = found(spoken, yunlan, further=(2,))

    assert [event.sequence for event in plain.payloads] == [1, 3]
    assert [event.sequence for event in more.payloads] == [1, 2, 3]


VOUCHERS = Retention(
    Text("会计档案管理办法第十四条", "Rules on accounting archives, art. 14"),
    years=30,
    commands=frozenset({"file"}),
)


@pytest.fixture
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_RETENTIONS", [VOUCHERS])


@pytest.mark.usefixtures("_kept")
def test_what_a_law_keeps_is_left_out_with_the_name_under_it(spoken, admin, yunlan):
    what = found(spoken, yunlan)
    erase(admin, spoken, yunlan, what)

    (kept,) = what.kept
    assert (kept.retention, kept.events, kept.until) == (VOUCHERS, 1, date(2056, 12, 31))
    filed, vetted, granted, _ = Event.objects.all()
    assert (filed.payload, filed.actor_name) == ({"note": SECRET}, "alice")
    assert vetted.actor_name.startswith("已删除用户")
    assert granted.payload == {}
    assert verify_chain().is_whole


@pytest.mark.usefixtures("_kept")
def test_what_a_law_keeps_is_refused_even_if_asked_for(spoken, admin, yunlan):
    what = replace(found(spoken, yunlan), payloads=tuple(Event.objects.filter(sequence=1)))

    with pytest.raises(WrongState, match="record 1 is kept by law: Rules on accounting"):
        erase(admin, spoken, yunlan, what)


@pytest.mark.usefixtures("_kept")
def test_after_the_period_it_may_go(spoken, yunlan):
    last = erasable(account_id=1, about=[yunlan], further=(), on=date(2056, 12, 31))
    after = erasable(account_id=1, about=[yunlan], further=(), on=date(2057, 1, 1))

    assert [event.sequence for event in last.payloads] == [3]
    assert [event.sequence for event in after.payloads] == [1, 3]


def test_the_years_count_in_the_time_of_the_platform() -> None:
    """Half past midnight of New Year in Shanghai is still the year before in UTC."""
    event = Event(at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC))

    assert VOUCHERS.until(event) == date(2057, 12, 31)


def test_the_proof_of_an_erasure_is_itself_never_erased(spoken, admin, yunlan):
    erasing = erase(admin, spoken, yunlan)

    what = erasable(account_id=1, about=[yunlan], further=(erasing.sequence,), on=date(9000, 1, 1))

    assert erasing not in what.payloads
    assert what.kept[0].is_for_good


def test_a_tampered_event_is_not_covered_up(spoken, admin, yunlan):
    unlock("audit_payload")
    Payload.objects.filter(event=1).update(payload={"note": "forged"})

    with pytest.raises(WrongState, match="record 1 differs from its hash"):
        erase(admin, spoken, yunlan)


@pytest.mark.parametrize("table", ["audit_payload", "audit_signatory"])
def test_the_database_lets_nothing_go_that_no_erasure_names(spoken, table):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(f"DELETE FROM {table}")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_erasure_made_up_in_the_table_is_found(spoken, admin, yunlan):
    """The trigger lets the payload go, for the row is there; the chain does not say so."""
    with transaction.atomic():
        Erasure.objects.create(event_id=2, erased_by_id=3)
        Payload.objects.filter(event=2).delete()

    breaks = verify_chain().breaks
    assert (2, "payload is missing and nothing says it was erased by law") in breaks
    assert (3, "an erasure that table and chain tell differently") in breaks


def test_an_erasure_taken_out_of_the_table_is_found(spoken, admin, yunlan):
    erasing = erase(admin, spoken, yunlan)
    unlock("audit_erasure")

    Erasure.objects.all().delete()

    assert {place for place, _ in verify_chain().breaks} == {erasing.sequence}


def test_an_erased_payload_that_comes_back_is_found(spoken, admin, yunlan):
    kept = Payload.objects.get(event=1)
    name = Signatory.objects.get(name="alice")
    erase(admin, spoken, yunlan)

    kept.save(force_insert=True)
    name.save(force_insert=True)

    assert verify_chain().breaks == (
        (1, "payload stands although it was erased"),
        (1, "the name of the actor is not the one recorded"),
        (2, "the name of the actor is not the one recorded"),
    )


def test_a_person_who_acts_again_is_named_anew(spoken, admin, yunlan):
    erase(admin, spoken, yunlan)

    again = record(by=spoken.actor, at=AT, command="file", target=yunlan, payload={})

    assert again.actor_name == "alice"
    assert verify_chain().is_whole


def test_nothing_of_it_is_left_in_a_sqlite_file(spoken, admin, yunlan):
    """Deleted rows are overwritten, not only marked as free."""
    if connection.vendor != "sqlite":
        return
    erase(admin, spoken, yunlan)

    assert SECRET.encode() not in connection.connection.serialize()
    assert b"alice" in connection.connection.serialize()  # the account's own row


@pytest.mark.parametrize("command", ["pay", "anything_else"])
def test_the_books_are_kept_for_thirty_years(command):
    kept = retention.retention_of(command, "ledger.voucher")

    assert kept is not None
    assert kept.years == 30


def test_names_under_the_books_stay_while_others_go(alice, yunlan):
    """One name for what the law keeps, another for everything else: one leaf cannot hold both."""
    voucher = apps.get_model("ledger", "Voucher")(pk=1)
    record(by=alice.actor, at=AT, command="pay", target=voucher, payload={})
    record(by=alice.actor, at=AT, command="file", target=yunlan, payload={})

    what = found(alice, yunlan)

    assert [(name.name, name.is_kept) for name in what.names] == [("alice", False)]
    assert {name.is_kept for name in Signatory.objects.filter(name="alice")} == {True, False}
    assert what.kept[0].until == date(2056, 12, 31)
