"""A procedure: how a case may go from its start to its end, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kechuang.engines.flow.conditions.conditions import Conditions
from kechuang.engines.flow.elements import (
    CLOCK,
    Check,
    Clock,
    Document,
    EffectKind,
    Form,
    Option,
    State,
    Step,
    Visibility,
)
from kechuang.engines.flow.forms.fields import Field, Value
from kechuang.engines.packfile import Source
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class Procedure:
    """One procedure. ``digest`` is the SHA-256 of its canonical content; ``source`` alone loads
    it again. ``fields`` holds every value there is: of forms, facts and options."""

    id: str
    title: Text
    version: str
    valid_from: date
    adopted_from: str
    note: Text
    start: str
    sources: Mapping[str, Source]
    roles: Mapping[str, Text]
    states: Mapping[str, State]
    clocks: Mapping[str, Clock]
    steps: tuple[Step, ...]
    forms: Mapping[str, Form]
    facts: Mapping[str, Field]
    fields: Mapping[str, Field]
    options: Mapping[str, Option]
    conditions: Conditions
    checks: Mapping[str, Check]
    documents: Mapping[str, Document]
    effects: Mapping[str, EffectKind]
    visibility: Visibility | None
    digest: str
    source: str

    @property
    def default_options(self) -> dict[str, Value]:
        """Every option that has a value before a round sets it."""
        options = self.options.items()
        return {name: one.default for name, one in options if one.default is not None}

    @cached_property
    def identifying(self) -> tuple[str, ...]:
        """Fields, facts and documents that would tell who somebody is."""
        fields = [field.id for field in self.fields.values() if field.tells_who]
        return (*fields, *(paper.id for paper in self.documents.values() if paper.is_identifying))

    def steps_from(self, state: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if state in step.origins)

    def clock_of(self, step: Step, state: str) -> str:
        """The clock that bounds ``step`` in ``state``: its own, or the state's."""
        return step.clock or self.states[state].clock

    def states_of_clock(self, clock: str) -> frozenset[str]:
        """The states in which ``clock`` runs."""
        return self._states_by_clock.get(clock, frozenset())

    @cached_property
    def _states_by_clock(self) -> dict[str, frozenset[str]]:
        running: dict[str, set[str]] = {}
        for state in self.states:
            bounded = {step.clock for step in self.steps_from(state)} | {self.states[state].clock}
            for clock in bounded - {""}:
                running.setdefault(clock, set()).add(state)
        return {clock: frozenset(states) for clock, states in running.items()}

    def is_taken_by(self, step: Step, state: str, clock: Clock) -> bool:
        """Whether the end of ``clock`` takes ``step`` in ``state``."""
        is_its = step.event == clock.on_expiry.event and CLOCK in step.who
        return is_its and self.clock_of(step, state) == clock.id
