"""Every name is defined, every operand fits, no condition goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.engines.flow.conditions.conditions import (
    Condition,
    Conditions,
    Group,
    Named,
    fields_in,
)
from kechuang.engines.flow.procedure import Procedure
from kechuang.engines.flow.proofs.draft import Draft
from kechuang.engines.packfile import PackError
from kechuang.engines.wording import Text


def names_are_known(draft: Draft) -> Iterator[PackError]:
    """States, roles, forms, fields, sources and all else that is named exist."""
    yield from draft.reading.names.unknown


def values_fit(draft: Draft) -> Iterator[PackError]:
    """A field in a condition has a fitting type; bounds and defaults fit their field."""
    yield from draft.reading.misfits


def conditions_end(draft: Draft) -> Iterator[PackError]:
    """No condition rests on itself."""
    conditions = draft.procedure.conditions
    for name, condition in conditions.items():
        if name in _reached(condition, conditions):
            yield draft.problem(
                condition.line,
                name,
                Text("条件引用了自己", "the condition rests on itself"),
                Text("请去掉循环引用", "take the circle out"),
            )


def questions_are_in_order(draft: Draft) -> Iterator[PackError]:
    """What decides whether a field is asked is known before it: earlier fields, facts, options."""
    procedure = draft.procedure
    for form in procedure.forms.values():
        later = {field.id for field in form.fields}
        for field in form.fields:
            condition = procedure.conditions.get(field.asked_if)
            used = fields_in(condition, procedure.conditions) if condition else ()
            for name in sorted(later.intersection(used)):
                yield draft.problem(
                    field.line,
                    field.id,
                    Text(
                        f"是否询问取决于后面的字段“{name}”",
                        f"whether it is asked depends on the later field “{name}”",
                    ),
                    Text(f"请把“{name}”移到它前面", f"move “{name}” before it"),
                )
            later.discard(field.id)


def is_sound(name: str, procedure: Procedure) -> bool:
    """Whether the condition exists, ends, and rests on names that exist."""
    conditions = procedure.conditions
    if name not in conditions:
        return False
    reached = _reached(conditions[name], conditions) | {name}
    return all(
        part in conditions and part not in _reached(conditions[part], conditions)
        for part in reached
    )


def _reached(condition: Condition, conditions: Conditions) -> set[str]:
    """Names that ``condition`` leads to, directly or through others."""
    waiting, reached = [condition], set[str]()
    while waiting:
        part = waiting.pop()
        if isinstance(part, Group):
            waiting += part.parts
        elif isinstance(part, Named) and part.name not in reached:
            reached.add(part.name)
            waiting += [conditions[part.name]] if part.name in conditions else []
    return reached
