"""What was typed, read once more as a whole: drafts are kept by field, steps take forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kechuang.engines.flow import (
    Attachment,
    Field,
    FieldType,
    Filled,
    Form,
    Inquiry,
    Reference,
    Value,
    fill,
)

_DATE_LENGTH = {"year": 4, "month": 7, "day": 10}


def filled_again(form: Form, draft: Mapping[str, Value], inquiry: Inquiry) -> Filled:
    """``draft`` as the values of ``form``: unasked fields dropped, every problem named."""
    fields = {part.id: part for part in form.fields}
    typed = {name: as_typed(fields[name], value) for name, value in draft.items() if name in fields}
    return fill(form, typed, inquiry)


def as_typed(field: Field, value: Any) -> object:
    """``value`` as ``flow.fill`` reads it again without loss."""
    if isinstance(value, Reference | Attachment):
        return value
    if isinstance(value, tuple):
        return [as_typed(field, part) for part in value]
    if isinstance(value, Mapping):
        columns = {column.id: column for column in field.columns}
        return {name: as_typed(columns[name], cell) for name, cell in value.items()}
    if field.type is FieldType.MONEY:
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}元"
    if field.type is FieldType.DATE:
        return value.isoformat()[: _DATE_LENGTH[field.precision]]
    return value
