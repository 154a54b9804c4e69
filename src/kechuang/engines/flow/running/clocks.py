"""Starts, pauses, resumes and ends clocks as a case moves from state to state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kechuang.engines.flow.elements import Clock
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.running.situation import OpenClock, Pause


def clocks_in(
    procedure: Procedure, state: str, open_clocks: tuple[OpenClock, ...], at: datetime
) -> tuple[OpenClock, ...]:
    """The clocks of a case that enters (or stays in) ``state`` at ``at``.

    A clock of the state runs: started now, or resumed; one that the state pauses stands still;
    every other clock ends.
    """
    known = {clock.id: clock for clock in open_clocks}
    moved = (
        _moved(clock, known.get(clock.id), procedure, state, at)
        for clock in procedure.clocks.values()
    )
    return tuple(clock for clock in moved if clock is not None)


def _moved(
    clock: Clock, current: OpenClock | None, procedure: Procedure, state: str, at: datetime
) -> OpenClock | None:
    if state in procedure.states_of_clock(clock.id):
        return _resumed(current, at) if current else OpenClock(clock.id, at)
    if current and state in clock.paused_in:
        return _paused(current, at)
    return None


def _paused(current: OpenClock, at: datetime) -> OpenClock:
    if current.is_paused:
        return current
    return replace(current, pauses=(*current.pauses, Pause(at)))


def _resumed(current: OpenClock, at: datetime) -> OpenClock:
    if not current.is_paused:
        return current
    ended = replace(current.pauses[-1], ended_at=at)
    return replace(current, pauses=(*current.pauses[:-1], ended))
