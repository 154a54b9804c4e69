"""Who may see what identifies people, in each state of a case."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.engines.flow.conditions.judging import Inquiry
from kechuang.engines.flow.elements import Phase
from kechuang.engines.flow.forms.fields import Value
from kechuang.engines.flow.procedure import Procedure


def may_see(
    procedure: Procedure,
    state: str,
    role: str,
    field: str,
    *,
    options: Mapping[str, Value] | None = None,
) -> bool:
    """Whether ``role`` reads ``field`` (a field, fact or document by its id) in ``state``.

    ``options`` are those the round set otherwise. What identifies nobody is not hidden by this,
    nor is anything in a procedure without such fields; a role of another procedure sees nothing.
    KeyError for a state or field that the procedure does not have.
    """
    if role not in procedure.roles:
        return False
    is_known = field in procedure.fields or field in procedure.documents
    if not is_known or state not in procedure.states:
        raise KeyError(field if not is_known else state)
    if field not in procedure.identifying or procedure.visibility is None:
        return True
    return role in seen_by(procedure, state, field, options=options)


def seen_by(
    procedure: Procedure, state: str, field: str, *, options: Mapping[str, Value] | None = None
) -> frozenset[str]:
    """The roles that read the identifying ``field`` in ``state``, in this round."""
    visibility = procedure.visibility
    if visibility is None:
        return frozenset(procedure.roles)
    settled = procedure.default_options | dict(options or {})
    inquiry = Inquiry(procedure.fields, procedure.conditions, settled)
    seen = set(visibility.own)
    for phase in visibility.phases:
        if is_about(phase, state, field) and inquiry.judge_named(phase.condition).truth is True:
            seen.update(phase.sees)
    return frozenset(seen.difference(visibility.never))


def is_about(phase: Phase, state: str, field: str) -> bool:
    """Whether ``phase`` speaks of ``field`` in ``state``."""
    return (not phase.states or state in phase.states) and (
        not phase.fields or field in phase.fields
    )
