"""What the database itself refuses: history is never rewritten, whoever writes SQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kechuang.audit.guards import missing_guards
from kechuang.cases.invariants.keeping import APPEND_ONLY
from kechuang.cases.services import extend_clock, lodge_objection, run_clocks
from tests.rooms.cases.scene import CITY, at, bid, do, need, opened, publicised, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(facts, alice, yunlan, una, university, clerk, charlie):
    """At least one row of everything."""
    facts["bids_close_on"] = date(2026, 4, 15)
    sealed(bid(una.actor, university, opened("challenge-bid")), una.actor, "2026-04-10T09:00")
    case = publicised(alice.actor, yunlan, clerk.actor)
    lodge_objection(by=charlie.actor, at=at("2026-05-13T12:00"), case=case, text="有纠纷")
    run_clocks(at=at("2026-04-16T09:00"))
    return case


def refused(sql: str) -> bool:
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql)
        except DatabaseError:
            return True
        return False


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_history_is_neither_changed_nor_deleted(lived, facts, table):
    if table == "cases_clockextension":
        extend_clock(
            by=CITY, at=at("2026-05-14T12:00"), round=lived.round, clock="approving", days=1,
            why="维护",
        )  # fmt: skip
    assert missing_guards(table) == []
    assert refused(f"UPDATE {table} SET id = id")
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET number = 'SX2026-000099'",
        "UPDATE cases_case SET revision = revision + 2",
        "UPDATE cases_case SET revision = revision - 1",
        "DELETE FROM cases_case",
        "UPDATE cases_participant SET role = 'officer'",
        "DELETE FROM cases_participant",
        "UPDATE cases_publicity SET days = 1",
        "UPDATE cases_objection SET text = ''",
        "DELETE FROM cases_objection",
    ],
)
def test_identities_stay(lived, sql):
    assert refused(sql)


def test_what_was_closed_or_answered_stays_so(lived, facts, alice, yunlan):
    case = need(alice.actor, yunlan, lived.round)
    do(case, "withdraw", alice.actor, "2026-03-02T10:00")
    ended = "UPDATE cases_objection SET answered_at = lodged_at, answer = 'x', is_upheld = true"
    assert not refused(ended)

    assert refused(ended)
    assert refused("UPDATE cases_case SET state = 'drafting' WHERE is_closed")
    assert not refused("UPDATE cases_case SET title = 'x' WHERE is_closed")
