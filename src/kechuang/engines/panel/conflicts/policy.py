"""How far back a conflict reaches and what an unknown fact means: parameters of a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kechuang.engines.panel.conflicts.facts import Tie

FOR_EVER = None
EXAMPLE_YEARS: Mapping[Tie, int | None] = {
    Tie.KIN: FOR_EVER,
    Tie.MENTOR: FOR_EVER,
    Tie.COAUTHOR: 3,
    Tie.COINVENTOR: 3,
    Tie.COAPPLICANT: 3,
}
"""示例 Example: 条例 (2024) 第20条 names the relations, but no years; each round sets its own."""


@dataclass(frozen=True)
class Policy:
    """Windows in years (None: for ever) and the treatment of the unknown.

    ``former_post_years`` 示例. ``most_exclusions``: 国家自然科学基金条例 (2024) 第20条.
    ``is_unknown_excluded``: an expert with a missing fact is excluded; else only flagged.
    ``switched_off``: rule ids that do not apply; an auditor sees them with the round.
    """

    tie_years: Mapping[Tie, int | None] = field(default_factory=lambda: dict(EXAMPLE_YEARS))
    former_post_years: int | None = 3
    most_exclusions: int = 3
    is_unknown_excluded: bool = True
    switched_off: frozenset[str] = frozenset()


def is_within(event: date, years: int | None, on: date) -> bool:
    """Whether ``event`` lies less than ``years`` full years before ``on``, or later."""
    return years is FOR_EVER or event > _years_before(on, years)


def _years_before(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
