"""Names of states and steps as a reader may have them."""

from __future__ import annotations

from kechuang.cases.states import ANYBODY
from kechuang.engines.flow import Procedure, Step
from kechuang.engines.wording import Text


def state_words(procedure: Procedure, state: str, roles: frozenset[str], is_staff: bool) -> Text:
    """The staff's wording for the authority, for who has a step to take there, and at the end for
    who took part: a bidder is told whether the bid was chosen, the public that the review closed.
    """
    wording = procedure.states[state].wording
    return wording.staff if is_staff or _is_own(procedure, state, roles) else wording.public


def _is_own(procedure: Procedure, state: str, roles: frozenset[str]) -> bool:
    if procedure.states[state].is_terminal:
        return any(not (roles - {ANYBODY}).isdisjoint(step.who) for step in procedure.steps)
    return any(not roles.isdisjoint(step.who) for step in procedure.steps_from(state))


def step_words(step: Step, *, is_public: bool) -> Text:
    return step.wording.public if is_public else step.wording.staff


def state_tone(procedure: Procedure, state: str, *, is_waiting: bool) -> str:
    """The tone of a state's badge: what waits for the reader stands out."""
    if is_waiting:
        return "warn"
    return "neutral" if procedure.states[state].is_terminal else "info"
