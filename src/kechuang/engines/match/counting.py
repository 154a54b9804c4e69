"""From the terms of all documents to postings, in time linear in the terms.

Terms are numbered by a hash table of open addresses, then counted and laid out by document.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kechuang.engines.compiled import (
    BYTE,
    INT,
    KEY,
    LONG,
    REAL,
    SMALL,
    Bytes,
    Ints,
    Keys,
    Longs,
    changed,
    compiled,
    read,
)

Reals = npt.NDArray[np.float32]

FREE = -1
MIX = 0x9E3779B97F4A7C15


@compiled(LONG, read(KEY), changed(INT), changed(KEY), LONG, changed(INT))
def number_terms(keys: Keys, table: Ints, distinct: Keys, known: int, numbers: Ints) -> int:
    """Give each key the number of its first coming; returns how many are known then.

    ``table`` has a power of two of places, ``FREE`` where empty; ``distinct`` receives the keys.
    """
    mask = np.uint64(len(table) - 1)
    for at in range(len(keys)):
        key = keys[at]
        place = ((key * np.uint64(MIX)) >> np.uint64(20)) & mask
        while table[place] != FREE and distinct[table[place]] != key:
            place = (place + np.uint64(1)) & mask
        if table[place] == FREE:
            table[place] = known
            distinct[known] = key
            known += 1
        numbers[at] = table[place]
    return known


@compiled(LONG, read(INT), read(LONG), LONG, changed(LONG))
def count_documents(terms: Ints, bounds: Longs, fields: int, counts: Longs) -> int:
    """Into ``counts[term]``: in how many documents each term is; returns their sum."""
    last = np.full(len(counts), -1, dtype=np.int32)
    total = 0
    for document in range((len(bounds) - 1) // fields):
        for at in range(bounds[document * fields], bounds[(document + 1) * fields]):
            if last[terms[at]] != document:
                last[terms[at]] = document
                counts[terms[at]] += 1
                total += 1
    return total


@compiled(
    LONG,
    read(INT),
    read(LONG),
    read(SMALL, 2),
    read(LONG),
    changed(INT),
    changed(SMALL),
    changed(BYTE),
)
def lay_out(
    terms: Ints,
    bounds: Longs,
    gains: npt.NDArray[np.float32],
    offsets: Longs,
    documents: Ints,
    frequencies: Reals,
    masks: Bytes,
) -> int:
    """Write each term's documents in order, with weighted counts and the fields they came from.

    ``gains[document, field]`` is what one mention counts; ``offsets[term]`` is the term's first
    place. Returns the number of places.
    """
    cursors = offsets.copy()
    fields = gains.shape[1]
    for document in range(gains.shape[0]):
        for field in range(fields):
            slot = document * fields + field
            for at in range(bounds[slot], bounds[slot + 1]):
                term = terms[at]
                place = cursors[term] - 1
                if place < offsets[term] or documents[place] != document:
                    place = cursors[term]
                    cursors[term] += 1
                    documents[place] = document
                frequencies[place] += gains[document, field]
                masks[place] |= np.uint8(1 << field)
    return len(documents)


@compiled(
    LONG,
    read(LONG),
    read(INT),
    read(SMALL),
    read(REAL),
    REAL,
    changed(BYTE),
    changed(REAL),
)
def saturate(
    offsets: Longs,
    documents: Ints,
    frequencies: Reals,
    rarities: npt.NDArray[np.float64],
    k1: float,
    levels: Bytes,
    squares: npt.NDArray[np.float64],
) -> int:
    """Into ``levels``: how far each count is saturated, 1–255; into ``squares``: per document the
    sum of the squares of level × rarity. Returns the number of postings."""
    for term in range(len(offsets) - 1):
        for at in range(offsets[term], offsets[term + 1]):
            level = max(1.0, np.rint(255.0 * frequencies[at] / (frequencies[at] + k1)))
            levels[at] = np.uint8(level)
            squares[documents[at]] += (level * rarities[term]) ** 2
    return len(levels)
