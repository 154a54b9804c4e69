"""Whatever is changed in the chain is found; what only an outside anchor can show is said so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from kechuang.audit.models import ChainHead, Event, Payload, Signatory
from kechuang.audit.selectors import ChainReport, chain_head, verify_chain
from kechuang.audit.services import record
from kechuang.base.actors import system_actor
from kechuang.engines.seal import GENESIS, link_hash, payload_leaf
from kechuang.parties.models import Party
from tests.cast import AT
from tests.rooms.audit.tampering import unlock

Tamper = Callable[[], object]
LENGTH = 6


@pytest.fixture
def chain(yunlan: Party) -> None:
    """Six events, and the triggers out of the way, as for somebody who owns the database."""
    for number in range(1, LENGTH + 1):
        by = system_actor("nightly")
        record(by=by, at=AT, command="count", target=yunlan, payload={"number": number})
    unlock()


pytestmark = pytest.mark.usefixtures("chain")


def event(sequence: int) -> Any:
    return Event.objects.filter(sequence=sequence)


def said(sequence: int) -> Any:
    return Payload.objects.filter(event=sequence)


def places(report: ChainReport) -> set[int]:
    return {sequence for sequence, _ in report.breaks}


def test_an_untouched_chain_is_whole() -> None:
    report = verify_chain()

    assert report.is_whole
    assert (report.events, report.head) == (LENGTH, event(LENGTH).get().own_hash)


@pytest.mark.parametrize("payload", [{"number": 99}, {}, {"number": 3.5}, []])
def test_a_changed_or_erased_payload_is_found(payload: object) -> None:
    said(3).update(payload=payload)

    assert verify_chain().breaks == ((3, "payload differs from its leaf"),)


@pytest.mark.parametrize("salt", ["", "no hex", "ab" * 16])
def test_a_payload_cannot_hide_behind_another_salt(salt: str) -> None:
    said(3).update(payload={"number": 99}, salt=salt)

    assert verify_chain().breaks == ((3, "payload differs from its leaf"),)


@pytest.mark.parametrize(
    "change",
    [
        {"at": AT + timedelta(microseconds=1)},
        {"actor_id": 77},
        {"signatory": None},
        {"is_system": False},
        {"command": "other"},
        {"target_kind": "demands.demand"},
        {"target_id": "77"},
        {"algorithm": "md5"},
        {"leaf": "0" * 64},
        {"previous": "0" * 64},
        {"own_hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_any_field_is_found(change: dict[str, Any]) -> None:
    event(3).update(**change)

    assert 3 in places(verify_chain())


def test_every_field_of_an_event_is_among_those_proven() -> None:
    covered = {"sequence", "leaf", "previous", "own_hash"} | set(event(1).get().head())

    assert covered == {field.name for field in Event._meta.fields}


@pytest.mark.parametrize(
    "change",
    [{"name": "somebody else"}, {"account_id": 7}, {"is_kept": True}, {"salt": "ab" * 16}],
    ids=lambda change: next(iter(change)),
)
def test_another_name_for_the_actor_is_found(change: dict[str, Any]) -> None:
    Signatory.objects.update(**change)

    assert places(verify_chain()) == set(range(1, LENGTH + 1))


def test_a_name_that_nobody_had_erased_is_missed() -> None:
    Signatory.objects.all().delete()

    assert (3, "the name of the actor is not the one recorded") in verify_chain().breaks


def test_a_payload_that_nobody_had_erased_is_missed() -> None:
    said(3).delete()

    assert verify_chain().breaks == (
        (3, "payload is missing and nothing says it was erased by law"),
    )


def test_a_row_that_cannot_be_read_is_a_break_and_no_crash() -> None:
    if connection.vendor != "sqlite":  # others store no word where an instant belongs
        return
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET at = 'forged' WHERE sequence = 3")

    (found,) = verify_chain().breaks

    assert found[1].startswith("a row cannot even be read")


def test_a_deleted_event_is_found() -> None:
    remove(3)

    assert 4 in places(verify_chain())


def test_an_inserted_event_is_found() -> None:
    forged = event(LENGTH).get()
    forged.sequence, forged.own_hash = LENGTH + 1, "1" * 64
    forged.save(force_insert=True)

    assert LENGTH + 1 in places(verify_chain())


def test_two_swapped_events_are_found() -> None:
    for sequence, place in ((3, 103), (4, 3), (103, 4)):
        event(sequence).update(sequence=place)

    assert {3, 4} <= places(verify_chain())


def test_a_truncated_tail_is_found_by_the_recorded_head() -> None:
    remove(LENGTH)

    assert verify_chain().breaks == ((LENGTH, "the last event is not the recorded head"),)


@pytest.mark.parametrize("vanished", [Event, ChainHead], ids=["events", "head"])
def test_a_vanished_table_is_found(vanished: type[Event | ChainHead]) -> None:
    if vanished is Event:
        Payload.objects.all().delete()
    vanished.objects.all().delete()

    assert not verify_chain().is_whole


def remove(sequence: int) -> None:
    said(sequence).delete()
    event(sequence).delete()


def rewrite_from(sequence: int) -> None:
    """What an owner of the database can do: forge an event and chain everything after it anew."""
    previous = event(sequence).get().previous
    for forged in Event.objects.filter(sequence__gte=sequence):
        payload = {"number": -forged.sequence}
        forged.leaf = payload_leaf(forged.kept.salt, payload)
        own_hash = link_hash(
            sequence=forged.sequence, previous=previous, head=forged.head(), leaf=forged.leaf
        )
        said(forged.sequence).update(payload=payload)
        event(forged.sequence).update(leaf=forged.leaf, previous=previous, own_hash=own_hash)
        previous = own_hash
    ChainHead.objects.update(own_hash=previous)


def test_a_suffix_chained_anew_is_found_with_the_outside_anchor_only() -> None:
    kept_outside = (5, event(5).get().own_hash)

    rewrite_from(4)

    assert verify_chain().is_whole
    assert verify_chain(anchor=kept_outside).breaks == ((5, "differs from the outside anchor"),)


def test_a_truncation_with_its_head_is_found_with_the_outside_anchor_only() -> None:
    kept_outside = (LENGTH, event(LENGTH).get().own_hash)

    remove(LENGTH)
    ChainHead.objects.update(sequence=LENGTH - 1, own_hash=event(LENGTH - 1).get().own_hash)

    assert verify_chain().is_whole
    assert places(verify_chain(anchor=kept_outside)) == {LENGTH}


def test_an_older_anchor_holds_as_long_as_nothing_before_it_changed() -> None:
    kept_outside = (5, event(5).get().own_hash)

    rewrite_from(6)

    assert verify_chain(anchor=kept_outside).is_whole


def test_an_anchor_taken_before_the_first_event_holds() -> None:
    assert verify_chain(anchor=(0, GENESIS)).is_whole


def test_an_empty_chain_is_whole_and_its_head_is_the_genesis_value() -> None:
    Payload.objects.all().delete()
    Event.objects.all().delete()
    ChainHead.objects.all().delete()

    assert verify_chain() == ChainReport(0, GENESIS, ())
    assert (chain_head().sequence, chain_head().own_hash) == (0, GENESIS)


def test_a_payload_without_its_event_is_found() -> None:
    said(LENGTH).update(event=LENGTH + 9)

    assert (LENGTH + 9, "a payload without its event") in verify_chain().breaks
    said(LENGTH + 9).delete()
