"""Fact sheets into frames, and one firm of a frame back into a sheet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.columns.frames import Column, Flags, Frame, Numbers, Words
from kechuang.engines.rulebook.columns.planes import WORD, packed, rounded_up
from kechuang.engines.rulebook.facts import Fact, FactSheet, FactValue
from kechuang.engines.rulebook.inquiry import typed_fact
from kechuang.engines.rulebook.needs import Needed
from kechuang.engines.rulebook.terms.kinds import Kind

EPOCH = date(1970, 1, 1).toordinal()
WORDED = frozenset({Kind.CODE, Kind.TEXT, Kind.LIST})
Told = Sequence[FactValue | None]
Catalogue = Mapping[str, FactDefinition]


def frame_of(
    sheets: Sequence[FactSheet], needed: Collection[Needed], catalogue: Catalogue
) -> Frame:
    """Columns of the ``needed`` facts; FactError when one is of another type than its definition.

    Where sources disagree the sheet has chosen already.
    """
    size = rounded_up(max(len(sheets), 1))
    columns = {
        key: column_of([_told(sheet, key, catalogue) for sheet in sheets], catalogue[key[0]], size)
        for key in needed
    }
    return Frame(len(sheets), size, columns)


def _told(sheet: FactSheet, key: Needed, catalogue: Catalogue) -> FactValue | None:
    fact = sheet.facts.get(key)
    if fact is None:
        return None
    read = typed_fact(sheet.subject, fact, catalogue[key[0]])
    return read if isinstance(read, date) else fact.value


def column_of(told: Told, definition: FactDefinition, size: int) -> Column:
    """One column of ``size`` rows, a multiple of 64; None and what is left over is not known."""
    padded = [*told, *[None] * (size - len(told))]
    known = packed(np.array([one is not None for one in padded], np.bool_))
    if definition.type is Kind.FLAG:
        return Flags(packed(np.array([one is True for one in padded], np.bool_)), known)
    if definition.type in WORDED:
        words = tuple(sorted({str(one) for one in told if one is not None}))
        places = {word: place for place, word in enumerate(words)}
        listed = [places.get(str(one), 0) if one is not None else 0 for one in padded]
        return Words(np.array(listed, np.min_scalar_type(max(len(words), 1))), words, known)
    return Numbers(np.array([_number(one) for one in padded], np.int64), known)


def _number(told: FactValue | None) -> int:
    if isinstance(told, date):
        return told.toordinal() - EPOCH
    return int(told or 0)


def sheet_of(frame: Frame, row: int, catalogue: Catalogue, subject: str = "") -> FactSheet:
    """What the frame knows of one firm."""
    facts = []
    for (name, period), column in frame.columns.items():
        if column.known[row // WORD] >> np.uint64(row % WORD) & np.uint64(1):
            value = _value(column, row, catalogue[name].type)
            facts.append(Fact(name, value, period))
    return FactSheet(subject, facts)


def _value(column: Column, row: int, kind: Kind) -> FactValue:
    if isinstance(column, Flags):
        return bool(column.yes[row // WORD] >> np.uint64(row % WORD) & np.uint64(1))
    if isinstance(column, Words):
        return column.told[int(column.places[row])]
    number = int(column.values[row])
    return date.fromordinal(number + EPOCH) if kind is Kind.DATE else number
