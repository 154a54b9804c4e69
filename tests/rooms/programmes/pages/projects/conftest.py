from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import AT
from tests.rooms.programmes.pages.projects.desk import Desk, paid_desk


@pytest.fixture(autouse=True)
def _at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture(scope="module")
def kept_desk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Built once per module; each test's own changes are rolled back, then the whole."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield paid_desk()
        transaction.set_rollback(True)


@pytest.fixture
def desk(kept_desk: Desk) -> Desk:
    """A project in force that received its first tranche."""
    return kept_desk.again()
