"""A situation as JSON and back, so that a case can be kept and replayed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kechuang.engines.flow.forms.storing import restored, stored
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.running.situation import (
    Approval,
    Happening,
    OpenClock,
    Pause,
    Situation,
)


def situation_as_data(situation: Situation) -> dict[str, Any]:
    """``situation`` as JSON-able data; instants are ISO text with their zone."""
    return {
        "procedure": situation.procedure,
        "state": situation.state,
        "began_at": situation.began_at.isoformat(),
        "values": {name: stored(value) for name, value in sorted(situation.values.items())},
        "documents": sorted(situation.documents),
        "clocks": [_clock_as_data(clock) for clock in situation.clocks],
        "approvals": [
            [one.event, one.person, one.at.isoformat(), one.reason] for one in situation.approvals
        ],
        "history": [_happening_as_data(happening) for happening in situation.history],
    }


def situation_from_data(data: dict[str, Any], procedure: Procedure) -> Situation:
    """What ``situation_as_data`` wrote, under the procedure it was written for."""
    at = datetime.fromisoformat
    return Situation(
        procedure=data["procedure"],
        state=data["state"],
        began_at=at(data["began_at"]),
        values={
            name: restored(procedure.fields[name], value) for name, value in data["values"].items()
        },
        documents=frozenset(data["documents"]),
        clocks=tuple(_clock_from_data(clock) for clock in data["clocks"]),
        approvals=tuple(
            Approval(event, who, at(when), why) for event, who, when, why in data["approvals"]
        ),
        history=tuple(_happening_from_data(happening) for happening in data["history"]),
    )


def _clock_as_data(clock: OpenClock) -> dict[str, Any]:
    pauses = [
        [pause.began_at.isoformat(), pause.ended_at.isoformat() if pause.ended_at else None]
        for pause in clock.pauses
    ]
    return {"id": clock.id, "started_at": clock.started_at.isoformat(), "pauses": pauses}


def _clock_from_data(data: dict[str, Any]) -> OpenClock:
    at = datetime.fromisoformat
    pauses = tuple(
        Pause(at(began), at(ended) if ended else None) for began, ended in data["pauses"]
    )
    return OpenClock(data["id"], at(data["started_at"]), pauses)


def _happening_as_data(happening: Happening) -> list[Any]:
    return [
        happening.event,
        happening.origin,
        happening.target,
        happening.at.isoformat(),
        list(happening.persons),
        list(happening.roles),
        happening.reason,
    ]


def _happening_from_data(data: list[Any]) -> Happening:
    event, origin, target, at, persons, roles, reason = data
    when = datetime.fromisoformat(at)
    return Happening(event, origin, target, when, tuple(persons), tuple(roles), reason)
