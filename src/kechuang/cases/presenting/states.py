"""Names of states and steps as a reader may have them."""

from __future__ import annotations

from kechuang.engines.flow import Procedure, Step
from kechuang.engines.wording import Text


def state_words(procedure: Procedure, state: str, roles: frozenset[str], is_staff: bool) -> Text:
    """The staff's wording for the authority and for who has a step to take there."""
    wording = procedure.states[state].wording
    is_own = any(not roles.isdisjoint(step.who) for step in procedure.steps_from(state))
    return wording.staff if is_staff or is_own else wording.public


def step_words(step: Step, *, is_public: bool) -> Text:
    return step.wording.public if is_public else step.wording.staff


def state_tone(procedure: Procedure, state: str, *, is_waiting: bool) -> str:
    """The tone of a state's badge: what waits for the reader stands out."""
    if is_waiting:
        return "warn"
    return "neutral" if procedure.states[state].is_terminal else "info"
