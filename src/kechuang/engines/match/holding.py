"""Looking up single documents: which terms they hold, and which letters of a title."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kechuang.engines.compiled import (
    BYTE,
    INT,
    LONG,
    NOTHING,
    REAL,
    Bytes,
    Ints,
    Longs,
    changed,
    compiled,
    read,
)

Reals = npt.NDArray[np.float64]
ABOUT = 0b011
IN_PASSING = 0.5


@compiled(LONG, read(INT), LONG, LONG, LONG)
def find(documents: Ints, begin: int, end: int, wanted: int) -> int:
    """Where ``wanted`` is in ``documents[begin:end]``, which ascends; ``-1`` if it is not."""
    last = end
    while begin < end:
        middle = (begin + end) >> 1
        if documents[middle] < wanted:
            begin = middle + 1
        else:
            end = middle
    return begin if begin < last and documents[begin] == wanted else -1


@compiled(LONG, read(INT), LONG, LONG, LONG, LONG)
def find_near(documents: Ints, begin: int, end: int, wanted: int, total: int) -> int:
    """As ``find``, for a list that holds many of ``total`` documents: guessed, then narrowed."""
    guess = min(begin + (end - begin) * wanted // total, end - 1)
    step = 16
    if documents[guess] < wanted:
        while guess + step < end and documents[guess + step] < wanted:
            guess += step
            step *= 2
        return find(documents, guess, min(guess + step + 1, end), wanted)
    while guess - step >= begin and documents[guess - step] > wanted:
        guess -= step
        step *= 2
    return find(documents, max(guess - step, begin), guess + 1, wanted)


@compiled(
    NOTHING,
    read(INT),
    read(BYTE),
    read(LONG),
    read(LONG),
    read(INT),
    LONG,
    read(INT),
    changed(INT),
)
def complete(
    documents: Ints,
    levels: Bytes,
    begins: Longs,
    ends: Longs,
    weights: Ints,
    total: int,
    places: Ints,
    scores: Ints,
) -> None:
    """Add what these lists give to the documents at ``places`` alone, looking each of them up."""
    for term in range(len(begins)):
        for at in range(len(places)):
            place = find_near(documents, begins[term], ends[term], places[at], total)
            if place >= 0:
                scores[at] += weights[term] * np.int32(levels[place])


@compiled(NOTHING, read(INT), read(LONG), read(LONG), LONG, changed(LONG))
def find_in_all(documents: Ints, begins: Longs, ends: Longs, wanted: int, found: Longs) -> None:
    """Into ``found``: the posting of document ``wanted`` in each list, or ``-1``."""
    for term in range(len(begins)):
        found[term] = find(documents, begins[term], ends[term], wanted)


@compiled(
    NOTHING,
    read(INT),
    read(BYTE),
    read(LONG, 2),
    read(REAL),
    LONG,
    changed(REAL),
    changed(BYTE),
)
def hold_letters(
    documents: Ints,
    fields: Bytes,
    spans: npt.NDArray[np.int64],
    worths: Reals,
    wanted: int,
    held: Reals,
    joined: Bytes,
) -> None:
    """What document ``wanted`` holds of each letter, and which letters a term joins to the next.

    A row of ``spans``: begin and end of a term's postings, its first letter and the one after it.
    """
    held[:] = 0.0
    joined[:] = 0
    for term in range(len(spans)):
        place = find(documents, spans[term, 0], spans[term, 1], wanted)
        if place >= 0:
            grip = worths[term] if fields[place] & ABOUT else worths[term] * IN_PASSING
            for letter in range(spans[term, 2], spans[term, 3]):
                held[letter] = max(held[letter], grip)
            for letter in range(spans[term, 2], spans[term, 3] - 1):
                joined[letter] = 1


@compiled(
    NOTHING,
    read(INT),
    read(BYTE),
    read(LONG, 2),
    read(REAL),
    read(LONG),
    LONG,
    changed(REAL),
    changed(LONG, 2),
)
def hold_titles(
    documents: Ints,
    fields: Bytes,
    spans: npt.NDArray[np.int64],
    worths: Reals,
    wanted: Longs,
    letters: int,
    totals: Reals,
    runs: npt.NDArray[np.int64],
) -> None:
    """Per document of ``wanted``: the sum of what it holds; longest run of letters, and runs."""
    held, joined = np.zeros(letters), np.zeros(letters, dtype=np.uint8)
    for at in range(len(wanted)):
        hold_letters(documents, fields, spans, worths, wanted[at], held, joined)
        run = 0
        for letter in range(letters):
            totals[at] += held[letter]
            if joined[letter]:
                runs[at, 1] += run == 0
                run += 1
                runs[at, 0] = max(runs[at, 0], run + 1)
            else:
                run = 0
