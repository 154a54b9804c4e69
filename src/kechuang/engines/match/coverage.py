"""How much of what a query's title speaks of a document holds, letter by letter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.demand import Rarity
from kechuang.engines.match.passage import Passage
from kechuang.engines.match.postings import Postings

Positions = npt.NDArray[np.int64]
ABOUT = 0b011
IN_PASSING = 0.5
LEAST_LETTERS = 4


class Coverage(NamedTuple):
    """Per document: share of the title's content in basis points, and the phrases it is held in.

    ``longest`` counts the letters of the longest phrase, ``phrases`` the phrases held.
    """

    shares_bp: Positions
    longest: Positions
    phrases: Positions


class _Letters(NamedTuple):
    worth: npt.NDArray[np.float64]
    held: npt.NDArray[np.float64]
    joined: npt.NDArray[np.bool_]


def cover(postings: Postings, anchor: Passage, positions: Positions, rarity: Rarity) -> Coverage:
    """Measure the documents at ``positions`` against the title ``anchor``.

    A letter weighs as much as the rarest content term it stands in. It is held where a term
    around it is in the document: in full if in the document's title or keywords, else by half.
    A title of fewer than four rare letters is measured as if it had four, because one short word
    says little of a subject.
    """
    letters = _hold(postings, anchor, positions, rarity)
    least = LEAST_LETTERS * float(rarity(np.array([0], dtype=np.uint64))[0])
    shares = letters.held.sum(axis=1) * 10_000 / max(float(letters.worth.sum()), least)
    longest, phrases = _runs(letters.joined)
    return Coverage(np.floor(shares + 1e-6).astype(np.int64), longest, phrases)


def _hold(postings: Postings, anchor: Passage, positions: Positions, rarity: Rarity) -> _Letters:
    content, terms = anchor.is_content, anchor.terms
    keys, starts = terms.keys[content], terms.starts[content]
    ends = starts + terms.lengths[content]
    shape = (len(positions), len(terms.text))
    letters = _Letters(np.zeros(shape[1]), np.zeros(shape), np.zeros(shape, dtype=bool))
    told = zip(*postings.locate(keys), starts, ends, rarity(keys), strict=True)
    for begin, end, first, last, worth in told:
        grip = _grip(postings, int(begin), int(end), positions)[:, None]
        inside = (slice(None), slice(first, last))
        letters.worth[first:last] = np.maximum(letters.worth[first:last], worth)
        letters.held[inside] = np.maximum(letters.held[inside], grip * worth)
        letters.joined[:, first : last - 1] |= grip > 0
    return letters


def _grip(
    postings: Postings, begin: int, end: int, positions: Positions
) -> npt.NDArray[np.float64]:
    if begin == end:
        return np.zeros(len(positions))
    owners = postings.documents[begin:end]
    slots = np.minimum(np.searchsorted(owners, positions), len(owners) - 1)
    about = (postings.fields[begin:end][slots] & ABOUT) > 0
    return np.where(owners[slots] == positions, np.where(about, 1.0, IN_PASSING), 0.0)


def _runs(joined: npt.NDArray[np.bool_]) -> tuple[Positions, Positions]:
    """Letters in the longest run of joined letters, and the number of runs, per row."""
    longest = np.zeros(len(joined), dtype=np.int64)
    run, count = longest.copy(), longest.copy()
    for column in joined.T:
        count += column & (run == 0)
        run = (run + 1) * column
        longest = np.maximum(longest, run)
    return longest + (longest > 0), count
