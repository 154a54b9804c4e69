"""A procedure as a table of steps: who, when, on what basis, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.presenting.clocks import period_words
from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.engines.flow import CLOCK, Procedure, Step, Value
from kechuang.engines.wording import Text

BY_TIME = Text("期限届满自动办理", "taken by the end of the period")
NO_PERIOD = Text("不设期限", "no period")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step for readers; ``number`` is that of the drawing."""

    number: int
    step: Step
    label: Text
    origins: tuple[Text, ...]
    target: Text
    who: tuple[Text, ...]
    period: Text
    grounds: tuple[Ground, ...]
    follows: tuple[Text, ...]
    documents: tuple[Text, ...]
    checks: tuple[Text, ...]


def step_rows(
    procedure: Procedure, options: dict[str, Value], *, is_public: bool
) -> tuple[StepRow, ...]:
    """Every step in the order of the pack, in the public's or in the staff's wording."""
    reading = _Reading(procedure, options, is_public)
    return tuple(reading.row(number, step) for number, step in enumerate(procedure.steps, 1))


@dataclass(frozen=True, slots=True)
class _Reading:
    procedure: Procedure
    options: dict[str, Value]
    is_public: bool

    def row(self, number: int, step: Step) -> StepRow:
        procedure = self.procedure
        return StepRow(
            number=number,
            step=step,
            label=step.wording.public if self.is_public else step.wording.staff,
            origins=tuple(dict.fromkeys(self._state(origin) for origin in step.origins)),
            target=self._state(step.target),
            who=tuple(BY_TIME if role == CLOCK else procedure.roles[role] for role in step.who),
            period=self._period(step),
            grounds=grounds_of(step.basis, procedure),
            follows=tuple(procedure.effects[effect.id].title for effect in step.effects),
            documents=tuple(procedure.documents[name].title for name in step.documents),
            checks=tuple(procedure.checks[name].title for name in step.checks),
        )

    def _state(self, state: str) -> Text:
        wording = self.procedure.states[state].wording
        return wording.public if self.is_public else wording.staff

    def _period(self, step: Step) -> Text:
        clock = self.procedure.clock_of(step, step.origins[0])
        return period_words(self.procedure, clock, self.options) if clock else NO_PERIOD
