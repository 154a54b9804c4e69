"""Arrays of Arrow as columns of a frame; what a fact cannot be is refused by its column."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.columns.frames import Column, Flags, Numbers, Words
from kechuang.engines.rulebook.columns.planes import packed
from kechuang.engines.rulebook.columns.sheets import WORDED
from kechuang.engines.rulebook.columns.tables import STORED, Heading
from kechuang.engines.rulebook.reading.records import read_records
from kechuang.engines.rulebook.refusals import FactError
from kechuang.engines.rulebook.terms.kinds import STORED_AS, Kind
from kechuang.engines.wording import Text


def column_in(
    told: pa.ChunkedArray, name: str, heading: Heading, definition: FactDefinition, size: int
) -> Column:
    """One column of ``size`` rows, a multiple of 64; null and what is left over is not known."""
    array = told.combine_chunks()
    kind = definition.type
    if not _is_fit(array.type, kind):
        _refuse(name, Text(f"类型是 {array.type}", f"its type is {array.type}"), STORED_AS[kind])
    if kind in STORED.values() and not heading.is_stored:
        end = next(end for end, one in STORED.items() if one is kind)
        why = Text("没有写明单位", "it does not say in which unit")
        _refuse(name, why, Text(f"整数，列名以 {end} 结尾", f"whole numbers, named …{end}"))
    if kind in WORDED:
        return _words(array, name, definition, size)
    known = packed(_padded(array.is_valid(), size, np.bool_))
    if kind is Kind.FLAG:
        return Flags(packed(_padded(array.fill_null(False), size, np.bool_)), known)
    return Numbers(_padded(_whole(array, name, kind).fill_null(0), size, np.int64), known)


def _is_fit(told: pa.DataType, kind: Kind) -> bool:
    if kind is Kind.FLAG:
        return bool(pa.types.is_boolean(told))
    if kind is Kind.DATE:
        return bool(pa.types.is_date(told))
    if kind in WORDED:
        plain = told.value_type if pa.types.is_dictionary(told) else told
        return bool(pa.types.is_string(plain) or pa.types.is_large_string(plain))
    return bool(pa.types.is_integer(told))


def _whole(array: pa.Array, name: str, kind: Kind) -> pa.Array:
    """Whole numbers of 64 bits; dates as days since 1970."""
    try:
        days = array.cast(pa.date32()).cast(pa.int32()) if kind is Kind.DATE else array
        return days.cast(pa.int64())
    except pa.ArrowInvalid:
        _refuse(name, Text("数值过大", "a number is too large"), STORED_AS[kind])


def _words(array: pa.Array, name: str, definition: FactDefinition, size: int) -> Words:
    """An empty text is not known."""
    plain = array.cast(pa.string())
    coded = pc.if_else(pc.equal(plain, ""), None, plain).dictionary_encode()
    words = tuple(coded.dictionary.to_pylist())
    known = packed(_padded(coded.is_valid(), size, np.bool_))
    smallest = np.min_scalar_type(max(len(words), 1))
    places = _padded(coded.indices.fill_null(0), size, smallest)
    if definition.type is Kind.LIST:
        words = tuple(_records(word, name, definition) for word in words)
    return Words(places, words, known)


def _records(word: str, name: str, definition: FactDefinition) -> str:
    try:
        return read_records(word, definition)
    except WordingError as error:
        _refuse(name, error.why, error.mend)


def _padded(array: pa.Array, size: int, kind: Any) -> NDArray[Any]:
    whole = np.zeros(size, kind)
    whole[: len(array)] = array.to_numpy(zero_copy_only=False)
    return whole


def _refuse(name: str, why: Text, need: Text) -> NoReturn:
    raise FactError(
        Text(f"列“{name}”", f"the column “{name}”"),
        why,
        Text(f"应为{need.zh}", f"it must be {need.en}"),
    )
