"""Reads a quantity whose wording can be understood in several ways."""

from __future__ import annotations

from kechuang.engines.packfile import Located
from kechuang.engines.rulebook.reading.words import read_quantity
from kechuang.engines.rulebook.terms.grammar import Vocabulary
from kechuang.engines.rulebook.terms.kinds import mismatch
from kechuang.engines.rulebook.terms.readings import Readings
from kechuang.engines.wording import Text

READING_KEYS = frozenset({"label", "value", "article"})
FEWEST = 2


def read_readings(part: Located, vocabulary: Vocabulary) -> Readings:
    """``[{label: {zh, en}, value: …}, …]``: at least two, of one kind."""
    items = part.some
    for item in items:
        item.only(READING_KEYS)
    if len(items) < FEWEST:
        part.refuse(
            Text("至少要有两种理解", "at least two readings are needed"),
            Text("只有一种时直接写 value", "with one only, write value"),
        )
    parts = tuple(read_quantity(item.need("value"), vocabulary) for item in items)
    for item, quantity in zip(items, parts, strict=True):
        if quantity.kind is not parts[0].kind:
            item.need("value").refuse_wording(mismatch(parts[0].kind, quantity.kind))
    return Readings(tuple(item.need("label").both() for item in items), parts, parts[0].kind)
