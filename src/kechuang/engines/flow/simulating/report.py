"""Many walks counted: where they ended, how long they took, what was never seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random
from statistics import median_low
from typing import Any

from kechuang.engines.flow.refusals import UnknownYearError
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.flow.simulating.walking import Walk, walk
from kechuang.engines.wording import Text

SHOWN_PATHS = 10


@dataclass(frozen=True, slots=True)
class DeadEnd:
    state: str
    count: int
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """``ends`` counts cases by final state, ``paths`` by the events they took; ``days`` gives
    the fewest, middle and most working days to each end; ``never_taken`` lists steps by line.

    ``beyond_calendar`` counts cases that ran past the last year of the calendar.
    """

    procedure: str
    seed: int
    runs: int
    ends: dict[str, int]
    paths: tuple[tuple[tuple[str, ...], int], ...]
    days: dict[str, tuple[int, int, int]]
    dead_ends: tuple[DeadEnd, ...]
    never_taken: tuple[tuple[int, str], ...]
    beyond_calendar: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "procedure": self.procedure,
            "seed": self.seed,
            "runs": self.runs,
            "ends": self.ends,
            "paths": [{"events": list(path), "count": count} for path, count in self.paths],
            "working_days": {
                end: dict(zip(("least", "middle", "most"), days, strict=True))
                for end, days in self.days.items()
            },
            "dead_ends": [
                {
                    "state": end.state,
                    "count": end.count,
                    "reasons": [reason._asdict() for reason in end.reasons],
                }
                for end in self.dead_ends
            ],
            "never_taken": [{"line": line, "event": event} for line, event in self.never_taken],
            "beyond_calendar": self.beyond_calendar,
        }


def simulate(terms: Terms, *, seed: int, runs: int, at: datetime) -> Simulation:
    """``runs`` cases begun at ``at``. The same seed gives the same report."""
    walks = [
        walk(terms, at=at, draw=Random(f"{seed}/{number}"))  # noqa: S311 - not a secret
        for number in range(runs)
    ]
    whole = [one for one in walks if not (one.is_stuck or one.is_beyond)]
    taken = {(step.line, step.event) for one in walks for step in one.steps}
    paths = Counter(tuple(step.event for step in one.steps) for one in whole)
    return Simulation(
        procedure=terms.procedure.id,
        seed=seed,
        runs=runs,
        ends=dict(sorted(Counter(one.situation.state for one in whole).items())),
        paths=tuple(sorted(paths.items(), key=lambda item: (-item[1], item[0]))[:SHOWN_PATHS]),
        days=_days(terms, whole),
        dead_ends=_dead_ends(walks),
        never_taken=tuple(
            (step.line, step.event)
            for step in terms.procedure.steps
            if (step.line, step.event) not in taken
        ),
        beyond_calendar=sum(one.is_beyond for one in walks),
    )


def _days(terms: Terms, walks: list[Walk]) -> dict[str, tuple[int, int, int]]:
    by_end: dict[str, list[int]] = {}
    for one in walks:
        try:
            days = terms.calendar.between(one.first_day, one.last_day)
        except UnknownYearError:
            continue
        by_end.setdefault(one.situation.state, []).append(days)
    return {end: (min(days), median_low(days), max(days)) for end, days in sorted(by_end.items())}


def _dead_ends(walks: list[Walk]) -> tuple[DeadEnd, ...]:
    stuck = [one for one in walks if one.is_stuck]
    counts = Counter(one.situation.state for one in stuck)
    first = {one.situation.state: one for one in reversed(stuck)}
    return tuple(
        DeadEnd(state, count, first[state].reasons) for state, count in sorted(counts.items())
    )
