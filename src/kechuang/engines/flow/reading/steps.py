"""Reads states and steps."""

from __future__ import annotations

from kechuang.engines.flow.elements import Approvals, Effect, EffectKind, State, Step
from kechuang.engines.flow.forms.fields import FieldOf
from kechuang.engines.flow.reading.parts import read_name, read_names, read_wording
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located, read_basis
from kechuang.engines.wording import Text

_STATE = frozenset({"zh", "en", "public", "is_terminal", "clock"})
_STEP = frozenset(
    {
        "event", "from", "to", "who", "guard", "clock", "form", "zh", "en", "public", "basis",
        "checks", "documents", "effects", "approvals", "needs_reason",
    }
)  # fmt: skip


def read_state(state_id: str, part: Located, reading: Reading) -> State:
    part.only(_STATE)
    terminal = part.get("is_terminal")
    return State(
        id=state_id,
        wording=read_wording(part),
        is_terminal=terminal.flag() if terminal else False,
        clock=read_name(part.get("clock"), "clock", reading),
        line=part.line,
    )


def read_step(part: Located, effects: dict[str, EffectKind], reading: Reading) -> Step:
    """One step. Owner, deadline and basis may be missing here: the proofs ask for them."""
    part.only(_STEP)
    listed, reason = part.get("effects"), part.get("needs_reason")
    return Step(
        event=part.need("event").text(),
        origins=read_names(part.need("from"), "state", reading),
        target=read_name(part.need("to"), "state", reading),
        who=read_names(part.get("who"), "role", reading),
        guard=read_name(part.get("guard"), "condition", reading),
        clock=read_name(part.get("clock"), "clock", reading),
        form=read_name(part.get("form"), "form", reading),
        wording=read_wording(part),
        basis=read_basis(part.get("basis"), reading.source_of),
        checks=read_names(part.get("checks"), "check", reading),
        documents=read_names(part.get("documents"), "document", reading),
        effects=tuple(_read_effect(item, effects, reading) for item in listed.items)
        if listed
        else (),
        approvals=_read_approvals(part.get("approvals"), reading),
        needs_reason=reason.flag() if reason else False,
        line=part.line,
    )


def read_effect_kind(effect_id: str, part: Located) -> EffectKind:
    part.only(frozenset({"zh", "en", "takes"}))
    takes = part.get("takes")
    title = Text(part.need("zh").text(), part.need("en").text())
    return EffectKind(effect_id, title, tuple(item.text() for item in takes.some) if takes else ())


def _read_effect(part: Located, effects: dict[str, EffectKind], reading: Reading) -> Effect:
    if not isinstance(part.value, dict):
        return Effect(reading.names.refer("effect", part), {})
    part.only(frozenset({"do", "with"}))
    name = reading.names.refer("effect", part.need("do"))
    known = frozenset(effects[name].takes) if name in effects else frozenset()
    parameters: dict[str, object] = {}
    for key, value in part.need("with").fields.items():
        named = Located(key, file=value.file, line=value.line, name=key)
        parameters[reading.names.refer("parameter", named, known)] = _read_parameter(value, reading)
    return Effect(name, parameters)


def _read_parameter(part: Located, reading: Reading) -> object:
    if isinstance(part.value, dict):
        part.only(frozenset({"field"}))
        return FieldOf(reading.names.refer("field", part.need("field")))
    return part.plain()


def _read_approvals(part: Located | None, reading: Reading) -> Approvals | None:
    if part is None:
        return None
    part.only(frozenset({"people", "not_by"}))
    people = part.need("people").whole()
    if people < 1:
        part.need("people").refuse(
            Text("审批人数须为正", "approvals need people"),
            Text("请写需要几位不同的人", "write how many different people"),
        )
    return Approvals(people, read_names(part.get("not_by"), "event", reading))
