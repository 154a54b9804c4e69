"""The sample and the real packs, loaded once."""

from __future__ import annotations

import pytest

from kechuang.engines.flow import (
    Procedure,
    Terms,
    WorkCalendar,
    load_calendars,
    load_procedure,
    load_procedures,
)
from tests.engines.flow.samples import PACKS, SAMPLE


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return load_calendars(PACKS)


@pytest.fixture(scope="session")
def procedures() -> dict[str, Procedure]:
    return {procedure.id: procedure for procedure in load_procedures(PACKS)}


@pytest.fixture(scope="session")
def permit() -> Procedure:
    return load_procedure(SAMPLE, name="permit.yaml")


@pytest.fixture(scope="session")
def terms(permit, calendar) -> Terms:
    return Terms(permit, calendar)
