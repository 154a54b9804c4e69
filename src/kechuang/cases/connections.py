"""Where rooms above connect: facts they know about cases, and effects they perform.

Each fills in, in its ``AppConfig.ready``, what it has for a procedure. A procedure that adopts
another one (its options set for a city) is served by what is connected to the adopted one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from kechuang.base.actors import Actor
from kechuang.engines.flow import Effect, Procedure, Value, unfit

if TYPE_CHECKING:
    from kechuang.cases.models import Case, Round

FactProvider = Callable[["Case", datetime], Mapping[str, Value]]
BeginningPlace = Callable[["Round"], str]
PublicPlace = Callable[["Case"], str]


class Performer(Protocol):
    """Does what a step brings about, inside its transaction; a Refusal takes the step back."""

    def __call__(self, case: Case, effect: Effect, by: Actor, at: datetime) -> None: ...


@dataclass
class Connected:
    """What rooms above have for one procedure."""

    providers: list[FactProvider] = field(default_factory=list)
    performers: dict[str, Performer] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    begun_at: BeginningPlace | None = None
    shown_at: PublicPlace | None = None


_CONNECTED: dict[str, Connected] = {}


def provide_facts(procedure_id: str, provider: FactProvider, tells: Iterable[str] = ()) -> None:
    """``provider(case, at)`` tells facts of the pack that it knows; unknown ones are left out.

    ``tells`` names every fact it can come to know.
    """
    connected = _CONNECTED.setdefault(procedure_id, Connected())
    connected.providers.append(provider)
    connected.told.update(tells)


def perform(procedure_id: str, effect_id: str, performer: Performer) -> None:
    """``performer(case, effect, by, at)`` runs when a step with ``effect_id`` is taken."""
    _CONNECTED.setdefault(procedure_id, Connected()).performers[effect_id] = performer


def begin_at(procedure_id: str, place: BeginningPlace) -> None:
    """Cases of the procedure are begun with a record of the room above, at the address that
    ``place(round)`` gives, and nowhere else."""
    _CONNECTED.setdefault(procedure_id, Connected()).begun_at = place


def beginning_place(round: Round) -> str | None:  # noqa: A002 - the word of the field
    """The address at which cases of the round are begun; None where anybody may begin one here."""
    for connected in _connected_by(round.version.procedure_id, round.version.adopted_from):
        if connected.begun_at is not None:
            return connected.begun_at(round)
    return None


def provided_facts(case: Case, procedure: Procedure, at: datetime) -> dict[str, Value]:
    """Every fact of the pack that rooms above know about ``case``.

    Raises ``ValueError`` for a fact that the pack does not declare, or that is not of its type.
    """
    told: dict[str, Value] = {}
    for connected in _connected_to(procedure):
        for provider in connected.providers:
            told |= provider(case, at)
    for name, value in told.items():
        if name not in procedure.facts or unfit(procedure.facts[name], value):
            raise ValueError(f"{procedure.id} has no such fact: {name} = {value!r}")
    return told


def facts_told(procedure: Procedure) -> frozenset[str]:
    """Every fact of the pack that some room can come to know."""
    return frozenset().union(*(connected.told for connected in _connected_to(procedure)))


def show_at(procedure_id: str, place: PublicPlace) -> None:
    """What a published case is about, everybody reads at the address that ``place(case)`` gives."""
    _CONNECTED.setdefault(procedure_id, Connected()).shown_at = place


def public_place(case: Case, procedure: Procedure) -> str:
    """The page of a room above that shows a published case; empty where there is none."""
    for connected in _connected_to(procedure):
        if connected.shown_at is not None:
            return connected.shown_at(case)
    return ""


def performer_of(procedure: Procedure, effect_id: str) -> Performer | None:
    """Who performs the effect; its own procedure's before the adopted one's."""
    for connected in _connected_to(procedure):
        if effect_id in connected.performers:
            return connected.performers[effect_id]
    return None


def _connected_to(procedure: Procedure) -> Iterator[Connected]:
    return _connected_by(procedure.id, procedure.adopted_from)


def _connected_by(*names: str) -> Iterator[Connected]:
    return (_CONNECTED[name] for name in names if name in _CONNECTED)
