"""JSON arrays of objects and JSON lines, as other systems send them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from kechuang.base.sheets.encodings import decode
from kechuang.base.sheets.grids import Grid
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.values import cell_text, plain_decimal

Record = dict[str, Any]


def read_records(path: Path, limits: Limits) -> Grid:
    """Objects as rows; columns are all keys in first-seen order, absent keys are ""."""
    decoded = decode(path.read_bytes())
    is_array = decoded.text.lstrip().startswith("[")
    numbered = list(_array(decoded.text) if is_array else _each_line(decoded.text))
    header = tuple(dict.fromkeys(key for _, record in numbered for key in record))
    _check_size(len(numbered), len(header), limits)
    lines = ((number, [_text(record.get(key)) for key in header]) for number, record in numbered)
    return Grid("", decoded.encoding, lines, header=header, warnings=decoded.warnings)


def _check_size(rows: int, columns: int, limits: Limits) -> None:
    # before the rectangle exists: sparse records with new keys each would square it
    if columns > limits.columns:
        raise sheet_error("columns", limit=limits.columns, detail=str(columns))
    if rows * columns > limits.cells:
        raise sheet_error("cells", limit=limits.cells, detail=f"{rows} × {columns}")


def _array(text: str) -> Iterator[tuple[int, Record]]:
    for number, item in enumerate(_parse(text, where=""), start=1):
        yield number, _object(item, number)


def _each_line(text: str) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(text.rstrip().split("\n"), start=1):
        if line.strip():
            yield number, _object(_parse(line, where=f"第 {number} 行 line {number}: "), number)
        else:
            yield number, {}


def _object(item: object, number: int) -> Record:
    if not isinstance(item, dict):
        raise sheet_error("json-shape", detail=f"#{number}")
    return item


def _parse(text: str, *, where: str) -> Any:
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        raise sheet_error(
            "json", detail=f"{where}{error.msg}, {error.lineno}:{error.colno}"
        ) from error
    except RecursionError as error:
        raise sheet_error("json", detail=f"{where}嵌套过深 too deeply nested") from error


def _number(digits: str) -> str | Decimal:
    number = Decimal(digits)
    if number and not -40 < number.adjusted() < 40:
        return digits
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise sheet_error("json", detail=name)


def _unique_keys(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise sheet_error("json", detail="键重复 duplicate key")
    return record


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, list):
        return "；".join(_text(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{_text(item)}" for key, item in value.items())
    return cell_text(value)
