"""Reads named conditions: tests of fields, nested by all, any and none."""

from __future__ import annotations

from typing import NoReturn

from kechuang.engines.flow.conditions.conditions import (
    ORDERING,
    Condition,
    Group,
    Named,
    Operand,
    Operator,
    Test,
)
from kechuang.engines.flow.forms.fields import Field, FieldOf, FieldType
from kechuang.engines.flow.reading.fields import read_literal, read_operand
from kechuang.engines.flow.reading.reading import Reading
from kechuang.engines.packfile import Located
from kechuang.engines.wording import Text

_GROUPS = ("all", "any", "none")
_OPERATORS = frozenset(Operator)
_READ_ON = (Operator.IS_KNOWN, True)  # in place of a misfit, so that the proofs can go on
_TESTABLE = frozenset(FieldType) - {FieldType.TABLE, FieldType.ATTACHMENT}


def read_condition(part: Located, reading: Reading) -> Condition:
    """One condition. A list stands for ``all``."""
    if isinstance(part.value, list):
        return _read_group("all", part, None, reading)
    forms = [key for key in (*_GROUPS, "field", "condition") if key in part]
    if len(forms) != 1:
        _refuse_forms(part)
    if forms[0] == "field":
        return _read_test(part, reading)
    part.only(frozenset({forms[0], "label"}))
    if forms[0] == "condition":
        return Named(reading.names.refer("condition", part.need("condition")), part.line)
    label = part.get("label")
    return _read_group(forms[0], part.need(forms[0]), label.both() if label else None, reading)


def _read_group(form: str, listed: Located, label: Text | None, reading: Reading) -> Group:
    parts = tuple(read_condition(item, reading) for item in listed.some)
    return Group(form, parts, listed.line, label)


def _read_test(part: Located, reading: Reading) -> Test:
    part.only(frozenset({"field", "label"}) | _OPERATORS)
    written = [operator for operator in Operator if operator in part]
    if len(written) != 1:
        _refuse_forms(part)
    name = reading.names.refer("field", part.need("field"))
    field = reading.fields.get(name)
    if field is None:
        reading.problems.is_partial = True  # the field's own problem is told where it stands
        return Test(name, *_READ_ON, part.line)
    operator, operand, before = written[0], part.need(written[0]), len(reading.misfits)
    _fit(operator, operand, field, reading)
    label = part.get("label")
    read = _read_operand(operator, operand, field, reading)
    if len(reading.misfits) > before:
        operator, read = _READ_ON
    return Test(name, operator, read, part.line, label.both() if label else None)


def _read_operand(operator: Operator, operand: Located, field: Field, reading: Reading) -> Operand:
    if operator is Operator.IS_KNOWN:
        return operand.flag()
    if operator is Operator.ONE_OF:
        return tuple(read_literal(item, field, reading) for item in operand.some)
    read = read_operand(operand, field, reading)
    if isinstance(read, FieldOf) and (other := reading.fields.get(read.name)):
        _fit_pair(operand, field, other, reading)
    return read


def _fit(operator: Operator, operand: Located, field: Field, reading: Reading) -> None:
    """Notes an operator that the type of the field does not know."""
    is_fitting = field.type in _TESTABLE and field.repeats is None
    if operator in ORDERING:
        is_fitting = field.is_ordered
    if operator is Operator.IS_KNOWN or is_fitting:
        return
    reading.misfit(
        operand,
        Text(
            f"“{field.label.zh}”（{field.type}）不能用 {operator} 比较",
            f"“{field.label.en}” ({field.type}) cannot be compared by {operator}",
        ),
        Text(
            "数、金额、日期可比大小；多值字段和表格只能用 is_known",
            "numbers, money and dates have an order; repeated fields and tables take is_known only",
        ),
    )


def _fit_pair(part: Located, one: Field, other: Field, reading: Reading) -> None:
    if (one.type, one.precision) != (other.type, other.precision):
        reading.misfit(
            part,
            Text(
                f"“{one.label.zh}”与“{other.label.zh}”类型不同",
                f"“{one.label.en}” and “{other.label.en}” differ in type",
            ),
            Text("请比较同一类型的字段", "compare fields of one type"),
        )


def _refuse_forms(part: Located) -> NoReturn:
    part.refuse(
        Text("每个条件恰好写一种形式", "a condition has exactly one form"),
        Text(
            "请写 all、any、none、condition 之一，或 field 加一个比较",
            "write one of all, any, none, condition, or field with one comparison",
        ),
    )
