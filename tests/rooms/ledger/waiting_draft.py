"""A draft that waits for a lock must not believe what was so before it waited: a program of its
own for an empty PostgreSQL, since vouchers once committed can never be cleared away again."""

from __future__ import annotations

import threading
import time

from django.db import connection, connections, transaction
from django.db.models import F

from tests.laid import lay_tables

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
PATIENCE_S = 20.0


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def wait_until_somebody_waits() -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not somebody_waits():
        assert time.monotonic() < deadline, "nobody waited"
        time.sleep(0.01)


def main() -> None:
    """Takes the money of a part away while a draft of it waits; exits 1 if it was listed still."""
    lay_tables()
    from kechuang.base.errors import InvalidInput
    from kechuang.ledger.models import Account, PaymentItem, TrancheShare
    from tests.rooms.ledger.town import small_treasury

    town = small_treasury()
    (part,) = town.accepted(100)
    refusals: list[Exception] = []

    def draft() -> None:
        try:
            town.drafted([part])
        except InvalidInput as refusal:
            refusals.append(refusal)
        finally:
            connections.close_all()

    with transaction.atomic():
        TrancheShare.objects.select_for_update().get(pk=part.pk)
        drafting = threading.Thread(target=draft)
        drafting.start()
        wait_until_somebody_waits()
        accounts = Account.objects.filter(pk=part.accepted_id)
        accounts.update(debits_posted_fen=F("credits_posted_fen"))
    drafting.join()

    assert len(refusals) == 1, "money that had left was listed"
    assert not PaymentItem.objects.exists()


if __name__ == "__main__":
    main()
