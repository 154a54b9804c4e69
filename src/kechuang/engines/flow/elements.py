"""What a procedure is made of: states, steps, clocks, forms, options, and their legal bases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from kechuang.engines.flow.forms.fields import Field, Value
from kechuang.engines.packfile import Basis
from kechuang.engines.wording import Text

CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the public reads, and what the staff reads."""

    public: Text
    staff: Text


@dataclass(frozen=True, slots=True)
class State:
    id: str
    wording: Wording
    is_terminal: bool
    clock: str
    line: int


@dataclass(frozen=True, slots=True)
class Expiry:
    """What happens when a clock runs out: ``event`` (or nothing but escalation). With
    ``is_consent`` silence counts as the consent that ``basis`` gives it."""

    event: str = ""
    is_consent: bool = False
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline for the steps of a state. Either ``days`` (a number, or the name of one) counted
    in working or calendar days from entry or from the date ``starts_on``, or the date ``until``.

    ``remind`` counts working days before the end; ``escalate`` is the role told at the end.
    """

    id: str
    days: int | str
    is_working: bool
    starts_on: str
    until: str
    closes: time | None
    paused_in: tuple[str, ...]
    remind: tuple[int, ...]
    escalate: str
    on_expiry: Expiry
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Something the platform does when a step is taken. A ``FieldOf`` parameter is looked up."""

    id: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EffectKind:
    id: str
    title: Text
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approvals:
    """``people`` different people must approve, none of whom took a step of ``not_by``."""

    people: int
    not_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A condition a rule decides, never a hand; it has its own legal basis."""

    id: str
    title: Text
    condition: str
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the case. It names people (``is_identifying``) unless the pack says otherwise."""

    id: str
    title: Text
    template: str
    is_identifying: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """In ``states`` (every one, when empty) the roles ``sees`` read ``fields`` (whatever tells
    who somebody is, when empty); with a ``condition`` only in rounds where it holds."""

    states: tuple[str, ...]
    fields: tuple[str, ...]
    sees: tuple[str, ...]
    condition: str
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Visibility:
    """Who sees what identifies people: ``own`` roles always, ``never`` roles in no state, the
    others as the phases say. Phases add up."""

    own: tuple[str, ...]
    never: tuple[str, ...]
    phases: tuple[Phase, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state to the next. Who takes a step that ``needs_reason`` must state it."""

    event: str
    origins: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    guard: str
    clock: str
    form: str
    wording: Wording
    basis: tuple[Basis, ...]
    checks: tuple[str, ...]
    documents: tuple[str, ...]
    effects: tuple[Effect, ...]
    approvals: Approvals | None
    needs_reason: bool
    line: int


@dataclass(frozen=True, slots=True)
class Ineligibility:
    """Why somebody need not type on: told as soon as the condition is known to hold."""

    id: str
    condition: str
    why: Text
    mend: Text
    basis: tuple[Basis, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    title: Text
    fields: tuple[Field, ...]
    ineligible: tuple[Ineligibility, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """What a round may set otherwise. Without a basis it is an example (示例) of ours; without a
    default it is unknown until a round sets it."""

    field: Field
    default: Value | None
    basis: tuple[Basis, ...]
    is_example: bool
    line: int
