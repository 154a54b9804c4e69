"""Taking turns: for commands that look before they write, where there is no row yet to lock."""

from __future__ import annotations

from django.db import connection, transaction

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def take_turn(subject: str) -> None:
    """Wait until nobody else has the turn of ``subject``; ours ends with the transaction.

    SQLite lets one writer begin at a time, so every transaction has its turn there. Raises
    ``TransactionManagementError`` outside a transaction, where a turn would end at once.
    """
    _require_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [subject])


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn belongs inside a transaction")
