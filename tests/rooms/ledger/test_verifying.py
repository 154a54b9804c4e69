"""A change of the books behind the platform's back is found."""

from __future__ import annotations

import pytest
from django.db import connection

from kechuang.ledger.selectors.verifying import verify_books
from tests.proof.corruptions.damage import damaged
from tests.rooms.ledger.town import small_treasury

pytestmark = pytest.mark.django_db


def test_books_that_nobody_touched_hold() -> None:
    town = small_treasury()
    town.paid(town.accepted())

    assert verify_books() == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            "UPDATE ledger_account SET debits_posted_fen = debits_posted_fen - 1 "
            "WHERE debits_posted_fen > 0",
            "differs from its transfers",
        ),
        ("UPDATE ledger_bookyear SET last_number = last_number + 1", "counter differs"),
    ],
)
def test_a_total_or_counter_that_was_altered_is_found(change: str, finding: str) -> None:
    small_treasury().grant()
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert any(finding in what for _, what in verify_books())


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("payeeaccount", "holder"),
        ("payeeaccount", "number"),
        ("payeeaccount", "confirmed_by_name"),
        ("paymentrun", "approved_by_name"),
        ("treasuryanswer", "serial"),
        ("grant", "ground"),
        ("grant", "rule_digest"),
        ("tranche", "acceptance"),
        ("appropriation", "doc_no"),
        ("account", "name"),
    ],
)
def test_a_row_about_money_that_was_altered_is_found(table: str, column: str) -> None:
    town = small_treasury()
    town.paid(town.accepted())
    newest = f"(SELECT MAX(id) FROM ledger_{table})"
    with damaged() as damage:
        damage.run(f"UPDATE ledger_{table} SET {column} = '改' WHERE id = {newest}")
        found = [what for _, what in verify_books()]

    assert "the row differs from what its last event sealed" in found
