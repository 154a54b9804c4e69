"""Values as JSON and back, without loss: fen as integers, decimals as text, days as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kechuang.engines.flow.forms.entries import out_of_bounds
from kechuang.engines.flow.forms.fields import Attachment, Field, FieldType, Reference, Value
from kechuang.engines.flow.forms.typing import read_single
from kechuang.engines.flow.refusals import ValueRefusedError
from kechuang.engines.wording import Text

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
_CLASSES: Mapping[FieldType, tuple[type, ...]] = {
    FieldType.TEXT: (str,),
    FieldType.NUMBER: (int, Decimal),
    FieldType.MONEY: (int,),
    FieldType.DATE: (date,),
    FieldType.FLAG: (bool,),
    FieldType.CHOICE: (str,),
    FieldType.PARTY: (Reference,),
    FieldType.PERSON: (Reference,),
    FieldType.ATTACHMENT: (Attachment,),
}


def stored(value: Value) -> Json:
    """``value`` as JSON-able data; the field's type is needed to read it back."""
    if isinstance(value, Reference | Attachment):
        return dict(value._asdict())
    if isinstance(value, tuple):
        return [stored(part) for part in value]
    if isinstance(value, Mapping):
        return {key: stored(part) for key, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def restored(field: Field, data: Json) -> Value:
    """The value that ``stored`` wrote for ``field``."""
    if isinstance(data, list):
        return tuple(_restored_one(field, part) for part in data)
    return _restored_one(field, data)


def unfit(field: Field, value: Value) -> Text | None:
    """Why ``value`` is none of ``field``: not of its type, nothing that ``restored`` reads again
    (a text too long, a file of another kind), or beyond its fixed bounds."""
    singles = value if field.repeats and isinstance(value, tuple) else (value,)
    if any(not _is_of(field, single) for single in singles):
        return Text(f"不是“{field.label.zh}”的值", f"is no value of “{field.label.en}”")
    try:
        restored(field, stored(value))
    except ValueRefusedError as error:
        return error.why
    return out_of_bounds(field, value, {}) if field.is_ordered else None


def _is_of(field: Field, value: Value) -> bool:
    if field.type is FieldType.TABLE:
        columns = {column.id: column for column in field.columns}
        return isinstance(value, Mapping) and all(
            name in columns and _is_of(columns[name], cell) for name, cell in value.items()
        )
    if not isinstance(value, _CLASSES[field.type]) or (
        isinstance(value, bool) and field.type is not FieldType.FLAG
    ):
        return False
    return field.type is not FieldType.CHOICE or value in field.choices


def _restored_one(field: Field, data: Json) -> Value:
    if field.type is FieldType.TABLE and isinstance(data, dict):
        columns = {column.id: column for column in field.columns}
        return {key: restored(columns[key], part) for key, part in data.items()}
    if field.type is FieldType.MONEY and isinstance(data, int):
        return data
    if field.type is FieldType.DATE and isinstance(data, str):
        return date.fromisoformat(data)
    return read_single(field, data)
