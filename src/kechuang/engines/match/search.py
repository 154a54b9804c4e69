"""Add up the postings of a query, term after term, and pick the best documents."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.demand import WeighedQuery
from kechuang.engines.match.passage import Flags
from kechuang.engines.match.postings import Postings

Scores = npt.NDArray[np.int64]
SHORTLIST, SHORTLIST_PER_HIT = 50, 3


def add_scores(postings: Postings, query: WeighedQuery, documents: int) -> Scores:
    """Whole-number score per document position; the order of terms cannot change it.

    A document that shares no telling term (only single characters, only 研究 or 技术) gets 0.
    """
    told = _add(postings, query, query.telling, np.zeros(documents, dtype=np.int64))
    return np.where(told > 0, _add(postings, query, ~query.telling, told.copy()), 0)


def _add(postings: Postings, query: WeighedQuery, which: Flags, scores: Scores) -> Scores:
    begins, ends = (bound[which].tolist() for bound in postings.locate(query.keys))
    for begin, end, weight in zip(begins, ends, query.weights[which].tolist(), strict=True):
        if end > begin:
            scores[postings.documents[begin:end]] += postings.impacts[begin:end] * np.int64(weight)
    return scores


def best(scores: Scores, top: int) -> npt.NDArray[np.int64]:
    """Positions of the ``top`` positive scores, highest first, equal scores in position order."""
    found = np.flatnonzero(scores > 0)
    if len(found) > top > 0:
        least = np.partition(scores[found], -top)[-top]
        found = found[scores[found] >= least]
    return found[np.argsort(-scores[found], kind="stable")][: max(top, 0)]


def shortlist(scores: Scores, top: int) -> npt.NDArray[np.int64]:
    """Positions worth a closer look for ``top`` hits, in position order."""
    return np.sort(best(scores, max(SHORTLIST, SHORTLIST_PER_HIT * top)))
