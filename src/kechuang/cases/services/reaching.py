"""Whether a state puts a case before the authority."""

from __future__ import annotations

from kechuang.cases.states import STAFF_ROLES
from kechuang.engines.flow import Procedure


def reached_staff(procedure: Procedure, state: str) -> bool:
    """Whether somebody has a step to take from ``state`` by office."""
    return any(STAFF_ROLES.intersection(step.who) for step in procedure.steps_from(state))
