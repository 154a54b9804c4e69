"""Scores added up term after term, and the best of them picked, in whole numbers."""

from __future__ import annotations

import numpy as np

from kechuang.engines.compiled import (
    BOOL,
    BYTE,
    INT,
    LONG,
    NOTHING,
    Bytes,
    Ints,
    Longs,
    changed,
    compiled,
    read,
)


@compiled(LONG, read(INT), read(BYTE), read(LONG), read(LONG), read(INT), changed(INT))
def add_all(
    documents: Ints, levels: Bytes, begins: Longs, ends: Longs, weights: Ints, scores: Ints
) -> int:
    """Add weight × level of every posting to its document; returns the postings read."""
    done = 0
    for term in range(len(begins)):
        weight = weights[term]
        held, grades = documents[begins[term] : ends[term]], levels[begins[term] : ends[term]]
        for at in range(len(held)):
            scores[np.uint32(held[at])] += weight * np.int32(grades[at])
        done += len(held)
    return done


@compiled(LONG, read(INT), read(BYTE), read(LONG), read(LONG), read(INT), changed(INT))
def add_where_told(
    documents: Ints, levels: Bytes, begins: Longs, ends: Longs, weights: Ints, scores: Ints
) -> int:
    """As ``add_all``, for documents that have a score already."""
    done = 0
    for term in range(len(begins)):
        weight = weights[term]
        held, grades = documents[begins[term] : ends[term]], levels[begins[term] : ends[term]]
        for at in range(len(held)):
            document = np.uint32(held[at])
            if scores[document] > 0:
                scores[document] += weight * np.int32(grades[at])
        done += len(held)
    return done


@compiled(BOOL, LONG, INT, LONG, INT)
def comes_later(score: int, place: int, other: int, elsewhere: int) -> bool:
    """Whether the first of two hits is the worse one; of equal ones the later document."""
    return score < other or (score == other and place > elsewhere)


@compiled(NOTHING, changed(LONG), changed(INT), LONG)
def sink(kept: Longs, places: Ints, root: int) -> None:
    """Mend a heap, worst on top, whose ``root`` may be too good for its place."""
    while 2 * root + 1 < len(kept):
        child = 2 * root + 1
        if child + 1 < len(kept) and comes_later(
            kept[child + 1], places[child + 1], kept[child], places[child]
        ):
            child += 1
        if not comes_later(kept[child], places[child], kept[root], places[root]):
            return
        kept[root], kept[child] = kept[child], kept[root]
        places[root], places[child] = places[child], places[root]
        root = child


@compiled(LONG, read(INT), read(BYTE), read(LONG), changed(LONG), changed(INT))
def take_best(scores: Ints, extents: Bytes, factors: Longs, kept: Longs, places: Ints) -> int:
    """The best positive ``score × factors[extent] / 65536``, as many as ``kept`` has room for.

    Returns how many were found; they are in ``kept`` and ``places`` in no order, and where scores
    are equal the earlier documents are among them.
    """
    room, found = len(kept), 0
    for at in range(len(scores)):
        score = scores[at]
        if score > 0:
            worth = max((np.int64(score) * factors[extents[at]]) >> 16, 1)
            if found < room:
                kept[found], places[found] = worth, at
                found += 1
                if found == room:
                    for root in range(room // 2, -1, -1):
                        sink(kept, places, root)
            elif room > 0 and worth > kept[0]:
                kept[0], places[0] = worth, at
                sink(kept, places, 0)
    return found
