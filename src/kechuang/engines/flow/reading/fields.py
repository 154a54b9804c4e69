"""Reads fields: of forms, facts and options alike."""

from __future__ import annotations

from kechuang.engines.flow.forms.fields import (
    MONEY_UNITS,
    NAMING,
    PRECISIONS,
    Field,
    FieldOf,
    FieldType,
    Single,
)
from kechuang.engines.flow.forms.typing import read_single
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.flow.refusals import ValueRefusedError
from kechuang.engines.packfile import Located, label_of, nearest
from kechuang.engines.wording import Text

FIELD_KEYS = frozenset(
    {
        "type", "zh", "en", "unit", "decimals", "precision", "choices", "columns", "kinds",
        "at_least", "at_most", "max_length", "is_optional", "asked_if", "repeats", "prefill",
        "hint", "origin", "is_identifying",
    }
)  # fmt: skip
MOST_DECIMALS = 6
_COLUMN_TYPES = frozenset(FieldType) - {FieldType.TABLE}


def read_field(field_id: str, part: Located, reading: Reading) -> Field:
    """One field; a bound that does not fit its type is noted as a misfit."""
    part.only(FIELD_KEYS)
    bare = _read_bare(field_id, part, reading)
    bounds = {key: _read_bound(part.get(key), bare, reading) for key in ("at_least", "at_most")}
    return Field(**{name: getattr(bare, name) for name in bare.__slots__} | bounds)


def _read_bare(field_id: str, part: Located, reading: Reading) -> Field:
    kind = _read_type(part.need("type"))
    max_length, optional = part.get("max_length"), part.get("is_optional")
    asked_if, prefill, identifying = (
        part.get(key) for key in ("asked_if", "prefill", "is_identifying")
    )
    return Field(
        id=field_id,
        type=kind,
        label=label_of(part),
        line=part.line,
        unit=_read_unit(part.get("unit"), kind),
        decimals=_read_decimals(part.get("decimals")),
        precision=_read_precision(part.get("precision")),
        choices=_read_choices(part, kind),
        columns=_read_columns(part, kind, reading),
        kinds=tuple(item.text() for item in kinds.some) if (kinds := part.get("kinds")) else (),
        max_length=max_length.whole() if max_length else 2_000,
        is_required=not (optional and optional.flag()),
        is_identifying=identifying.flag() if identifying else kind in NAMING,
        asked_if=reading.names.refer("condition", asked_if) if asked_if else "",
        repeats=_read_repeats(part.get("repeats"), kind),
        prefill=reading.names.refer_fact(prefill) if prefill else "",
        hint=hint.both() if (hint := part.get("hint")) else Text("", ""),
        origin=origin.both() if (origin := part.get("origin")) else Text("", ""),
    )


def read_literal(part: Located, field: Field, reading: Reading) -> Single:
    """A value of ``field`` as the pack writes it; a misfit keeps the words as they stand."""
    try:
        return read_single(field, part.value)
    except (ValueRefusedError, KeyError) as error:
        why = error.why if isinstance(error, ValueRefusedError) else _NO_LITERAL
        reading.misfit(
            part,
            Text(
                f"“{part.value}”不适合“{field.label.zh}”：{why.zh}",
                f"“{part.value}” does not fit “{field.label.en}”: {why.en}",
            ),
            Text(f"该字段的类型是 {field.type}", f"the type of the field is {field.type}"),
        )
        return str(part.plain())


_NO_LITERAL = Text("这种类型不能写定值", "this type takes no literal")


def read_operand(part: Located, field: Field, reading: Reading) -> Single | FieldOf:
    """A literal, or ``{field: name}`` for the value of another field."""
    if isinstance(part.value, dict):
        part.only(frozenset({"field"}))
        return FieldOf(reading.names.refer("field", part.need("field")))
    return read_literal(part, field, reading)


def _read_bound(part: Located | None, bare: Field, reading: Reading) -> Single | FieldOf | None:
    if part is None:
        return None
    if bare.type not in (FieldType.NUMBER, FieldType.MONEY, FieldType.DATE):
        reading.misfit(
            part,
            Text("这种字段没有上下限", "a field of this type has no bounds"),
            Text("上下限只用于数、金额和日期", "bounds are for numbers, money and dates"),
        )
    return read_operand(part, bare, reading)


def _read_type(part: Located) -> FieldType:
    name = part.text()
    if name not in frozenset(FieldType):
        part.refuse(
            Text(f"没有字段类型“{name}”", f"no field type “{name}”"), nearest(name, FieldType)
        )
    return FieldType(name)


def _read_unit(part: Located | None, kind: FieldType) -> str:
    if part is None:
        return "元" if kind is FieldType.MONEY else ""
    unit = part.text()
    if kind is FieldType.MONEY and unit not in MONEY_UNITS:
        part.refuse(
            Text(f"没有金额单位“{unit}”", f"no unit of money “{unit}”"), nearest(unit, MONEY_UNITS)
        )
    return unit


def _read_decimals(part: Located | None) -> int:
    decimals = part.whole() if part else 0
    if part and not 0 <= decimals <= MOST_DECIMALS:
        part.refuse(
            Text(f"小数位数 {decimals} 不合理", f"{decimals} digits after the point"),
            Text(f"请写 0 至 {MOST_DECIMALS}", f"write 0 to {MOST_DECIMALS}"),
        )
    return decimals


def _read_precision(part: Located | None) -> str:
    if part is None:
        return "day"
    precision = part.text()
    if precision not in PRECISIONS:
        part.refuse(
            Text(f"没有精度“{precision}”", f"no precision “{precision}”"),
            nearest(precision, PRECISIONS),
        )
    return precision


def _read_choices(part: Located, kind: FieldType) -> dict[str, Text]:
    if kind is not FieldType.CHOICE:
        return {}
    return {name: item.both() for name, item in part.need("choices").fields.items()}


def _read_columns(part: Located, kind: FieldType, reading: Reading) -> tuple[Field, ...]:
    if kind is not FieldType.TABLE:
        return ()
    columns = part.need("columns").fields.items()
    read = tuple(read_field(name, item, reading) for name, item in columns)
    for (_, item), column in zip(columns, read, strict=True):
        if column.type not in _COLUMN_TYPES:
            item.refuse(
                Text("表格里不能再有表格", "a table has no table inside"),
                Text("请拆成两个表格", "make them two tables"),
            )
    return read


def _read_repeats(part: Located | None, kind: FieldType) -> tuple[int, int] | None:
    if part is None:
        return (0, 1_000) if kind is FieldType.TABLE else None
    part.only(frozenset({"least", "most"}))
    least, most = part.need("least").whole(), part.need("most").whole()
    if not 0 <= least <= most or not most:
        part.refuse(
            Text("最少与最多次数不对", "least and most are wrong"),
            Text("须 0 ≤ least ≤ most，且 most 大于 0", "0 ≤ least ≤ most, and most above 0"),
        )
    return least, most
