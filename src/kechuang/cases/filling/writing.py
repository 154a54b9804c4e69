"""From a value back to the entry that a person would type for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kechuang.cases.filling.entries import Raw
from kechuang.engines.flow import Attachment, Field, FieldType, Reference, Value

_FEN_DIGITS = {"元": 2, "万元": 6, "亿元": 10}
_DATE_LENGTH = {"year": 4, "month": 7, "day": 10}


def entry_of(field: Field, value: Value) -> Raw:
    """``value`` of ``field`` as an entry that ``flow.fill`` reads back without loss."""
    if isinstance(value, Reference | Attachment):
        return dict(value._asdict())
    if isinstance(value, tuple):
        return [entry_of(field, part) for part in value]
    if isinstance(value, Mapping):
        columns = {column.id: column for column in field.columns}
        return {name: entry_of(columns[name], cell) for name, cell in value.items()}
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat()[: _DATE_LENGTH[field.precision]]
    if field.type is FieldType.MONEY and isinstance(value, int):
        return _amount(value, field.unit or "元")
    return str(value)


def _amount(fen: int, unit: str) -> str:
    """``fen`` in ``unit``, exactly and without trailing zeros."""
    written = f"{Decimal(fen).scaleb(-_FEN_DIGITS[unit]):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
