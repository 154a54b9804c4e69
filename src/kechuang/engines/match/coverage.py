"""How much of what a query's title speaks of a document holds, letter by letter."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.demand import Rarity
from kechuang.engines.match.holding import hold_titles
from kechuang.engines.match.passage import Passage
from kechuang.engines.match.postings import Postings

Positions = npt.NDArray[np.int64]
LEAST_LETTERS = 4


class Coverage(NamedTuple):
    """Per document: share of the title's content in basis points, and the phrases it is held in.

    ``longest`` counts the letters of the longest phrase, ``phrases`` the phrases held.
    """

    shares_bp: Positions
    longest: Positions
    phrases: Positions


def cover(postings: Postings, anchor: Passage, positions: Positions, rarity: Rarity) -> Coverage:
    """Measure the documents at ``positions`` against the title ``anchor``.

    A letter weighs as much as the rarest content term it stands in. It is held where a term
    around it is in the document: in full if in the document's title or keywords, else by half.
    A title of fewer than four rare letters is measured as if it had four, because one short word
    says little of a subject.
    """
    terms, content = anchor.terms, anchor.is_content
    keys, starts = terms.keys[content], terms.starts[content]
    bounds = (*postings.locate(keys), starts, starts + terms.lengths[content])
    spans = np.ascontiguousarray(np.stack(bounds, axis=1)).astype(np.int64)
    worths, letters = rarity(keys), len(terms.text)
    totals, runs = np.zeros(len(positions)), np.zeros((len(positions), 2), dtype=np.int64)
    hold_titles(
        postings.documents, postings.fields, spans, worths, positions, letters, totals, runs
    )
    least = LEAST_LETTERS * float(rarity(np.array([0], dtype=np.uint64))[0])
    shares = totals * 10_000 / max(_worth(spans[:, 2:], worths, letters), least)
    return Coverage(np.floor(shares + 1e-6).astype(np.int64), runs[:, 0], runs[:, 1])


def _worth(places: Positions, worths: npt.NDArray[np.float64], letters: int) -> float:
    letter_worths = np.zeros(letters)
    for (first, last), worth in zip(places.tolist(), worths.tolist(), strict=True):
        letter_worths[first:last] = np.maximum(letter_worths[first:last], worth)
    return float(letter_worths.sum())
