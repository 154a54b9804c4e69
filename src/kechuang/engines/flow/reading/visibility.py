"""Reads who sees what identifies people, state by state."""

from __future__ import annotations

from kechuang.engines.flow.elements import Phase, Visibility
from kechuang.engines.flow.reading.parts import read_name, read_names
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located, read_basis

_PHASE = frozenset({"states", "fields", "sees", "if", "basis"})


def read_visibility(part: Located | None, reading: Reading) -> Visibility | None:
    """The section ``visibility``; the proofs ask for it where it is missing."""
    if part is None:
        return None
    part.only(frozenset({"own", "never", "phases"}))
    phases = part.get("phases")
    return Visibility(
        own=read_names(part.get("own"), "role", reading),
        never=read_names(part.get("never"), "role", reading),
        phases=tuple(_read_phase(item, reading) for item in phases.some) if phases else (),
        line=part.line,
    )


def _read_phase(part: Located, reading: Reading) -> Phase:
    part.only(_PHASE)
    return Phase(
        states=read_names(part.get("states"), "state", reading),
        fields=_read_fields(part.get("fields"), reading),
        sees=read_names(part.need("sees"), "role", reading),
        condition=read_name(part.get("if"), "condition", reading),
        basis=read_basis(part.get("basis"), reading.source_of),
        line=part.line,
    )


def _read_fields(part: Located | None, reading: Reading) -> tuple[str, ...]:
    """Fields, facts and documents by name."""
    if part is None:
        return ()
    known = reading.names.known["field"] | reading.names.known["document"]
    items = part.items if isinstance(part.value, list) else [part]
    return tuple(reading.names.refer("field", item, known) for item in items)
