"""What the database itself refuses: history is never rewritten, whoever writes SQL."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from kechuang.audit.guards import missing_guards
from kechuang.base.roles import Role
from kechuang.cases.invariants.keeping import APPEND_ONLY
from kechuang.cases.services import extend_clock, lodge_objection, run_clocks
from kechuang.parties.states import PartyKind
from tests.base.registry.cast import party, person
from tests.rooms.cases.scene import (
    CITY,
    at,
    bid,
    bureau,
    do,
    fresh,
    good_facts,
    need,
    opened,
    publicised,
    sealed,
)
from tests.rooms.programmes.keeping import lasting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_case(django_db_setup, django_db_blocker):
    with lasting(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        good_facts(patch)["bids_close_on"] = date(2026, 4, 15)
        yield everything_once()


def everything_once():
    """At least one row of everything."""
    firm, institute = party("云澜乙科技有限公司"), party("云澜二院", kind=PartyKind.UNIVERSITY)
    demander = person("demander", Role.ENTERPRISE, of=firm).actor
    bidder = person("bidder", Role.INSTITUTION, of=institute).actor
    sealed(bid(bidder, institute, opened("challenge-bid")), bidder, "2026-04-10T09:00")
    case = publicised(demander, firm, bureau("officer"))
    lodge_objection(by=bidder, at=at("2026-05-13T12:00"), case=case, text="有纠纷")
    run_clocks(at=at("2026-04-16T09:00"))
    return case


@pytest.fixture
def lived(kept_case, facts):
    facts["bids_close_on"] = date(2026, 4, 15)
    return fresh(kept_case)


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
