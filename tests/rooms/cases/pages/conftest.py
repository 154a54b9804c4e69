from __future__ import annotations

import pytest

from kechuang.cases.models import Case, Round
from kechuang.parties.models import Party
from tests.cast import AT, Person
from tests.rooms.cases.pages.desk import begin_permit, open_permits


@pytest.fixture(autouse=True)
def _at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def permits(db: None) -> Round:
    return open_permits()


@pytest.fixture
def permit(permits: Round, alice: Person, yunlan: Party) -> Case:
    """Alice's, just begun."""
    return begin_permit(permits, alice.actor, yunlan)
