"""The clocks of a procedure: how long each state may take, and what its end brings."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.cases.presenting.clocks import clock_name, period_words
from kechuang.cases.presenting.grounds import Ground, grounds_of
from kechuang.engines.flow import Procedure, Value
from kechuang.engines.wording import Text

SUPERVISED = Text("督办", "escalated")
NOTHING = Text("—", "—")


@dataclass(frozen=True, slots=True)
class ClockRow:
    """``ends_in`` is the step that its end takes, or the escalation."""

    name: Text
    period: Text
    remind: tuple[int, ...]
    ends_in: Text
    grounds: tuple[Ground, ...]


def clock_rows(procedure: Procedure, options: dict[str, Value]) -> tuple[ClockRow, ...]:
    """Every clock in the order of the pack, with the periods of these options."""
    return tuple(
        ClockRow(
            clock_name(procedure, name),
            period_words(procedure, name, options),
            clock.remind,
            _end_of(procedure, name),
            grounds_of(clock.basis, procedure),
        )
        for name, clock in procedure.clocks.items()
    )


def _end_of(procedure: Procedure, name: str) -> Text:
    clock = procedure.clocks[name]
    event = clock.on_expiry.event
    if not event:
        return SUPERVISED if clock.escalate else NOTHING
    said = [
        step.wording.staff
        for state in sorted(procedure.states_of_clock(name))
        for step in procedure.steps_from(state)
        if step.event == event
    ]
    told = tuple(dict.fromkeys(said))
    return Text("／".join(one.zh for one in told), " / ".join(one.en for one in told))
