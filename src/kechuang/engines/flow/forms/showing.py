"""Shows a value as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kechuang.engines.flow.forms.fields import Attachment, Field, FieldType, Reference, Value
from kechuang.engines.wording import Text

_YES, _NO = Text("是", "yes"), Text("否", "no")
_DATE_LENGTH = {"year": 4, "month": 7, "day": 10}
_FEN_OF_WAN = 1_000_000


def shown(field: Field, value: Value) -> Text:
    """``value`` of ``field`` in words; amounts in 万元 where they are whole ones."""
    if isinstance(value, tuple) and not isinstance(value, Reference | Attachment):
        parts = [shown(field, part) for part in value]
        return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, Mapping):
        return Text(f"{len(value)}列", f"{len(value)} columns")
    if field.type is FieldType.CHOICE and value in field.choices:
        return field.choices[str(value)]
    written = _written(field, value)
    return Text(written, written)


def _written(field: Field, value: Value) -> str:
    if isinstance(value, Reference | Attachment):
        return value.name
    if isinstance(value, date):
        return value.isoformat()[: _DATE_LENGTH[field.precision]]
    if field.type is FieldType.MONEY and isinstance(value, int):
        return _amount(value)
    return f"{value}{field.unit}"


def _amount(fen: int) -> str:
    if fen % _FEN_OF_WAN == 0:
        return f"{fen // _FEN_OF_WAN}万元"
    sign, rest = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{rest // 100}.{rest % 100:02d}元"
