"""A command's event tells a salted digest of the records as the command left them."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kechuang.audit.models import Event
from kechuang.audit.sealing import cells_of, seals_of, text_of
from kechuang.audit.selectors import broken_rows, one_reading
from kechuang.audit.services import record
from kechuang.base.actors import system_actor
from kechuang.parties.models import Party
from tests.base.registry.cast import AT, party

pytestmark = pytest.mark.django_db
SALT, OTHER_SALT = "00" * 16, "01" * 16


@pytest.fixture
def firm() -> Party:
    """A party that an event sealed."""
    firm = party("云澜甲科技有限公司")
    seal(firm)
    return firm


@transaction.atomic
def seal(*rows: Party) -> Event:
    by = system_actor("测试")
    return record(by=by, at=AT, command="seal", target=Party, payload={"n": 1}, sealed=rows)


def found() -> list[str]:
    return [what for _, what in broken_rows(Party)]


def test_a_row_as_it_was_sealed_holds(firm: Party) -> None:
    assert found() == []


@pytest.mark.parametrize("column", ["name", "region_code", "updated_at"])
def test_a_row_that_says_something_else_is_found(firm: Party, column: str) -> None:
    other = AT.replace(year=2020) if column == "updated_at" else "改"

    Party.objects.update(**{column: other})

    assert found() == ["the row differs from what its last event sealed"]


def test_the_last_event_about_a_row_counts(firm: Party) -> None:
    firm.name = "云澜乙科技有限公司"
    firm.save()
    before = found()
    seal(firm)

    assert before != []
    assert found() == []


def test_a_row_that_no_event_tells_of_is_found(firm: Party) -> None:
    party("不请自来有限公司")

    assert found() == ["no event tells of this row"]


def test_a_row_that_is_gone_is_found(firm: Party) -> None:
    firm.delete()

    assert found() == ["the row is gone, an event tells of it"]


def test_the_digest_depends_on_the_salt_that_is_erased_with_the_payload(firm: Party) -> None:
    assert seals_of([firm], SALT) != seals_of([firm], OTHER_SALT)
    assert firm.name not in str(seals_of([firm], SALT))


def test_the_event_without_rows_says_what_it_always_said(db: None) -> None:
    assert seal().payload == {"n": 1}


def test_what_was_read_back_has_the_texts_of_what_was_written(firm: Party) -> None:
    assert cells_of(Party.objects.get(pk=firm.pk)) == cells_of(firm)


def test_instants_are_told_in_utc_and_nothing_is_told_as_nothing() -> None:
    assert text_of(AT) == "2026-11-21T01:00:00.000000+00:00"
    assert text_of(None) == ""
    assert text_of({"b": [1], "a": "x"}) == '{"a":"x","b":[1]}'


def test_inside_one_reading_a_later_event_still_counts(firm: Party) -> None:
    with one_reading():
        assert found() == []
        firm.name = "云澜乙科技有限公司"
        firm.save()
        assert found() == ["the row differs from what its last event sealed"]
        seal(firm)
        assert found() == []


def test_all_tables_are_compared_with_one_reading_of_the_chain(firm: Party) -> None:
    with CaptureQueriesContext(connection) as asked, one_reading():
        for table in (Party, Event, Party):
            list(broken_rows(table))

    payloads = [each["sql"] for each in asked if 'FROM "audit_payload"' in each["sql"]]
    assert len(payloads) == 3
    assert sum('"audit_payload"."event_id" > 0' in sql for sql in payloads) == 1
