"""What a module builds once: each test's own changes are rolled back, and then the whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def lasting(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows written inside last until the end, outside of the transactions of the tests."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
