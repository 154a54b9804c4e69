"""Where a case stands: its state, values, clocks, approvals, and how it came here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kechuang.engines.flow.elements import CLOCK
from kechuang.engines.flow.forms.fields import Value


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person (an opaque id) in roles."""

    person: str
    roles: frozenset[str]


TIME_ITSELF = Actor("", frozenset({CLOCK}))


@dataclass(frozen=True, slots=True)
class Pause:
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenClock:
    """A clock that was started; the last pause is open while the clock stands still."""

    id: str
    started_at: datetime
    pauses: tuple[Pause, ...] = ()

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].ended_at is None


@dataclass(frozen=True, slots=True)
class Approval:
    event: str
    person: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One step that was taken, by these persons (none: the end of a clock), for this reason."""

    event: str
    origin: str
    target: str
    at: datetime
    persons: tuple[str, ...]
    roles: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """One case. ``procedure`` is the digest of the procedure it was begun under, for good."""

    procedure: str
    state: str
    began_at: datetime
    values: Mapping[str, Value] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    clocks: tuple[OpenClock, ...] = ()
    approvals: tuple[Approval, ...] = ()
    history: tuple[Happening, ...] = ()

    @property
    def latest_at(self) -> datetime:
        """The last instant at which anything happened."""
        instants = [happening.at for happening in self.history[-1:]]
        instants += [approval.at for approval in self.approvals]
        return max([self.began_at, *instants])

    def with_values(self, values: Mapping[str, Value]) -> Situation:
        return replace(self, values={**self.values, **values})

    def with_documents(self, *documents: str) -> Situation:
        return replace(self, documents=self.documents | frozenset(documents))

    def clock(self, clock_id: str) -> OpenClock | None:
        return next((clock for clock in self.clocks if clock.id == clock_id), None)

    def takers_of(self, events: tuple[str, ...]) -> frozenset[str]:
        """Everybody who took one of ``events`` in this case."""
        return frozenset(
            person
            for happening in self.history
            if happening.event in events
            for person in happening.persons
        )
