"""One at a time, where no row exists yet to lock."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from kechuang.base.turns import take_turn

HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"


def turns_held() -> int:
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_turn_is_refused_where_it_would_end_at_once() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        take_turn("parties")


@pytest.mark.django_db(transaction=True)
def test_a_turn_lasts_as_long_as_its_transaction(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    if connection.vendor != "postgresql":
        with transaction.atomic(), django_assert_num_queries(0):
            take_turn("parties")
        return

    with transaction.atomic():
        take_turn("parties")
        while_inside = turns_held()

    assert (while_inside, turns_held()) == (1, 0)
