"""Every state can be reached, and every open state has a way out to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kechuang.engines.flow.elements import State
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.proofs.draft import Draft
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text


def states_are_reachable(draft: Draft) -> Iterator[PackError]:
    """From the start, by some steps, every state."""
    procedure = draft.procedure
    reached = _closure([procedure.start], _onward(procedure))
    for state in _missing(draft, reached):
        yield draft.problem(
            state.line,
            state.id,
            Text("从起点到不了这个状态", "this state cannot be reached from the start"),
            Text("请补上通往它的步骤，或删去它", "add a step to it, or delete it"),
        )


def states_have_a_way_out(draft: Draft) -> Iterator[PackError]:
    """From every open state, by some steps, an end."""
    procedure = draft.procedure
    backward: dict[str, set[str]] = {}
    for origin, targets in _onward(procedure).items():
        for target in targets:
            backward.setdefault(target, set()).add(origin)
    ends = [state.id for state in procedure.states.values() if state.is_terminal]
    for state in _missing(draft, _closure(ends, backward)):
        yield draft.problem(
            state.line,
            state.id,
            Text("这个状态没有出路", "this state has no way out"),
            Text("请补上离开它、能走到终点的步骤", "add a step that leads on to an end"),
        )


def ends_are_final(draft: Draft) -> Iterator[PackError]:
    """No step leaves a terminal state."""
    procedure = draft.procedure
    for step in procedure.steps:
        for origin in step.origins:
            state = procedure.states.get(origin)
            if state and state.is_terminal:
                yield draft.problem(
                    step.line,
                    step.event,
                    Text(f"步骤从终点“{origin}”出发", f"the step leaves the end “{origin}”"),
                    Text("请改 from，或去掉 is_terminal", "change from, or drop is_terminal"),
                )


def silence_ends(draft: Draft) -> Iterator[PackError]:
    """Silence alone never leads a case round in a circle."""
    procedure = draft.procedure
    silent = _silent(procedure)
    for clock in procedure.clocks.values():
        for state in procedure.states_of_clock(clock.id) if clock.on_expiry.event else ():
            if state in _closure(silent.get(state, ()), silent):
                yield draft.problem(
                    clock.line,
                    clock.id,
                    Text(
                        f"无人办理时流程会在“{state}”兜圈",
                        f"when nobody acts the case goes round through “{state}”",
                    ),
                    Text(
                        "请让其中一个时限到期后转给人办理",
                        "let one of these clocks end with a person",
                    ),
                )
                break


def _onward(procedure: Procedure) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {}
    for step in procedure.steps:
        for origin in step.origins:
            edges.setdefault(origin, set()).add(step.target)
    return edges


def _silent(procedure: Procedure) -> dict[str, set[str]]:
    """The steps that the ends of clocks take by themselves."""
    edges: dict[str, set[str]] = {}
    for clock in procedure.clocks.values():
        for state in procedure.states_of_clock(clock.id):
            for step in procedure.steps_from(state):
                if procedure.is_taken_by(step, state, clock):
                    edges.setdefault(state, set()).add(step.target)
    return edges


def _closure(begin: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), list(begin)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += edges.get(state, ())
    return reached


def _missing(draft: Draft, reached: set[str]) -> Iterable[State]:
    if not draft.is_whole:
        return ()
    return [state for state in draft.procedure.states.values() if state.id not in reached]
