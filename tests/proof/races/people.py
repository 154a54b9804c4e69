"""Who acts in the races, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kechuang.base.actors import Actor, Grant
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DISTRICT = "990101"

CLERK = Actor(1, "clerk", frozenset({Grant(Role.BUREAU)}))
ADMINISTRATORS = tuple(
    Actor(number, f"administrator {number}", frozenset({Grant(Role.ADMINISTRATOR)}))
    for number in (2, 3)
)


def credit_code(serial: int) -> str:
    """A valid code of the example city, a different one for each serial."""
    return str(example_credit_code(region=DISTRICT, serial=serial))
