"""The way of an item in the public's words: what is behind it, where it is, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.cases.selectors import procedure_of
from kechuang.engines.flow import Procedure, local_day
from kechuang.engines.wording import Text
from kechuang.programmes.models import ListedItem
from kechuang.programmes.states import BIDDING, CHECKING, PUBLISHED, REVIEWED

CLOSED = "closed"
WAY = (
    PUBLISHED,
    BIDDING,
    CHECKING,
    REVIEWED,
    "publicity",
    "contracting",
    "executing",
    "accepting",
    CLOSED,
)
PAST, NOW, NEXT = "past", "now", "next"


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase in public wording; ``on`` is the day it began, None while it has not."""

    words: Text
    place: str
    on: date | None


def phases_of(item: ListedItem) -> tuple[Phase, ...]:
    """The phases in their order. An item that ended early has only those it came through."""
    procedure, state = procedure_of(item.case.round.version), item.case.state
    began = _began(item)
    if procedure.states[state].is_terminal and state != CLOSED:
        return _ended_early(procedure, state, began)
    order = list(procedure.states)
    reached = [name for name in WAY if order.index(name) <= order.index(state)]
    return tuple(_phase(procedure, name, reached, state, began) for name in WAY)


def _phase(
    procedure: Procedure, name: str, reached: list[str], state: str, began: dict[str, date]
) -> Phase:
    if name not in reached:
        return Phase(_public(procedure, name), NEXT, None)
    if name != reached[-1]:
        return Phase(_public(procedure, name), PAST, began.get(name))
    return Phase(_public(procedure, state), NOW, began.get(state))


def _ended_early(procedure: Procedure, state: str, began: dict[str, date]) -> tuple[Phase, ...]:
    behind = [Phase(_public(procedure, one), PAST, began[one]) for one in WAY if one in began]
    return (*behind, Phase(_public(procedure, state), NOW, began.get(state)))


def _public(procedure: Procedure, state: str) -> Text:
    return procedure.states[state].wording.public


def _began(item: ListedItem) -> dict[str, date]:
    """The day on which each state was entered last."""
    steps = item.case.steps.filter(waiting_for=0).order_by("position")
    return {step.target: local_day(step.at) for step in steps}
