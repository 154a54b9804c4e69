"""What a round gave is not edited in the database, nor is a claim that left it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.ledger import services as ledger
from kechuang.ledger.models import Claim
from tests.rooms.ledger.shared_line import SharedLine, shared_line, three_firms
from tests.rooms.ledger.town import AT, PREPARER, small_treasury

pytestmark = pytest.mark.django_db
OVER = "its round is over"
ALLOTTED = {
    OVER: (
        "UPDATE ledger_claim SET given_fen = given_fen - 1",
        "UPDATE ledger_claim SET grant_id = NULL",
        "UPDATE ledger_claim SET withdrawn_at = filed_at",
    ),
    "it ended before": (
        "UPDATE ledger_claimround SET budget_fen = budget_fen + 1",
        "UPDATE ledger_claimround SET state = 'open'",
    ),
    "never deleted": ("DELETE FROM ledger_claim", "DELETE FROM ledger_claimround"),
}


@pytest.fixture
def shared(db: None) -> SharedLine:
    return shared_line(small_treasury())


def refused(*statements: str) -> str:
    """Why the last one is; empty where all were done. Always taken back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return str(refusal)
    return ""


def test_an_allotment_is_not_edited(shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)
    shared.allot()

    told = [(why, each) for why, group in ALLOTTED.items() for each in group]
    assert [each for why, each in told if why not in refused(each)] == []


def test_an_ended_round_gets_no_claim_by_hand_and_changes_none(shared: SharedLine) -> None:
    claim = shared.claim(three_firms()[0], 100)
    ledger.withdraw_round(by=PREPARER, at=AT, claim_round=shared.round, reason="不办")
    late = Claim.objects.get(pk=claim.pk)
    late.pk, late.request_id, late.position, late.ground_key = None, uuid4(), 2, "OTHER:别的"

    with pytest.raises(DatabaseError, match=OVER), transaction.atomic():
        late.save(force_insert=True)
    assert OVER in refused("UPDATE ledger_claim SET given_fen = 1")


def test_a_claim_is_given_its_share_once(shared: SharedLine) -> None:
    shared.claim(three_firms()[0], 100)
    once = "UPDATE ledger_claim SET given_fen = 1"

    assert refused(once) == ""
    assert OVER in refused(once, "UPDATE ledger_claim SET given_fen = 2")


def test_a_withdrawn_claim_does_not_come_back(shared: SharedLine) -> None:
    claim = shared.claim(three_firms()[0], 100)
    ledger.withdraw_claim(by=PREPARER, at=AT, claim=claim, reason="金额有误")

    assert OVER in refused("UPDATE ledger_claim SET withdrawn_at = NULL")
