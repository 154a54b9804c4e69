"""What registers say about the units of a scene."""

from __future__ import annotations

from datetime import date

from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, state_facts
from tests.rooms.cases.scene import at
from tests.rooms.reviews import town as reviews

OPENED = at("2026-03-02T09:00")
CLEAN = (
    ("relations_read", ""),
    ("person_owned", ""),
    ("serious_violation_listing", ""),
    ("dishonest_debtor", ""),
    ("research_dishonesty", "2025"),
    ("research_dishonesty", "2024"),
    ("research_dishonesty", "2023"),
)


def clean(unit: Party) -> None:
    """Registers were read about the unit, and found nothing."""
    said = [_fact(unit, name, is_so=name == "relations_read", period=on) for name, on in CLEAN]
    state_facts(by=reviews.OFFICER, at=OPENED, facts=said)


def state(unit: Party, name: str, *, is_so: bool, period: str = "") -> None:
    fact = _fact(unit, name, is_so=is_so, period=period)
    state_facts(by=reviews.OFFICER, at=OPENED, facts=[fact])


def _fact(unit: Party, name: str, *, is_so: bool, period: str) -> NewFact:
    return NewFact(
        credit_code=unit.credit_code,
        name=name,
        value=is_so,
        source="公示系统查询（示例）",
        as_of=date(2026, 4, 1) if is_so and name != "relations_read" else date(2026, 3, 1),
        period=period,
    )
