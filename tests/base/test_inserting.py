"""Rows written by a statement made once."""

from __future__ import annotations

from copy import copy

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kechuang.audit.models import Event, Payload
from kechuang.audit.services import record
from kechuang.base.inserting import insert
from kechuang.parties.models import Party
from tests.base.registry.cast import AT, clerk

pytestmark = pytest.mark.django_db


def recorded() -> Event:
    said = {"名称": "甲", "金额": 1, "无": None}
    return record(by=clerk().actor, at=AT, command="test", target=Party, payload=said)


def test_what_was_inserted_is_read_back_as_it_was_given() -> None:
    event = recorded()

    kept = Event.objects.get(pk=event.pk)

    fields = [field.attname for field in Event._meta.concrete_fields]
    assert [getattr(kept, name) for name in fields] == [getattr(event, name) for name in fields]
    assert kept.payload == {"名称": "甲", "金额": 1, "无": None}


def test_it_is_written_with_the_words_of_save() -> None:
    event = recorded()
    saved, inserted = copy(event), copy(event)
    saved.sequence, saved.own_hash = event.sequence + 1, "1" * 64
    inserted.sequence, inserted.own_hash = event.sequence + 2, "2" * 64

    with CaptureQueriesContext(connection) as asked:
        saved.save(force_insert=True)
        insert([inserted])

    by_save, by_insert = (each["sql"].partition("VALUES")[0] for each in asked.captured_queries)
    assert by_insert.endswith(by_save)
    assert not inserted._state.adding


def test_a_row_that_is_there_spoils_the_transaction_as_save_would() -> None:
    again = copy(recorded())

    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert([again])
        with pytest.raises(transaction.TransactionManagementError):
            Payload.objects.count()
