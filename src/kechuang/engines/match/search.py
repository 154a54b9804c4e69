"""The best documents of a query: its terms added up, document by document, in whole numbers."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.adding import add_all, add_where_told, take_best
from kechuang.engines.match.counting import Longs
from kechuang.engines.match.demand import WeighedQuery
from kechuang.engines.match.postings import Postings
from kechuang.engines.match.weighting import EXTENTS_PER_DOUBLING, USUAL_EXTENT

Scores = npt.NDArray[np.int64]
SHORTLIST, SHORTLIST_PER_HIT = 50, 3


class Shortlist(NamedTuple):
    """Positions ascending, with whole-number scores."""

    positions: Longs
    scores: Scores


def shortlist(
    postings: Postings, query: WeighedQuery, documents: int, top: int, *, everything: bool = False
) -> Shortlist:
    """The documents worth a closer look for ``top`` hits; the order of terms cannot change them.

    A document that shares no telling term (only single characters, only 研究 or 技术) is not
    among them, unless ``everything`` is asked for.
    """
    scores = np.zeros(documents, dtype=np.int32)
    begins, ends = postings.locate(query.keys)
    further = add_all if everything else add_where_told
    for add, which in ((add_all, query.telling), (further, ~query.telling)):
        lists = (begins[which], ends[which], query.weights[which])
        add(postings.documents, postings.levels, *lists, scores)
    room = min(max(SHORTLIST, SHORTLIST_PER_HIT * top), documents)
    kept, places = np.zeros(room, dtype=np.int64), np.zeros(room, dtype=np.int32)
    factors = extent_factors(query.fullness)
    found = take_best(scores, postings.extents, factors, kept, places)
    order = np.argsort(places[:found])
    return Shortlist(places[:found][order].astype(np.int64), kept[:found][order])


@cache
def extent_factors(fullness: float) -> Longs:
    """By extent, what a score is multiplied by (65536 is once): the more a document says, the less
    a shared word tells, as far as the query is itself as full as a document (0–1)."""
    doublings = (np.arange(256) - USUAL_EXTENT) / EXTENTS_PER_DOUBLING
    return np.rint(65_536 * 2.0 ** (-fullness * doublings)).astype(np.int64)


def best(scores: Scores, top: int) -> Longs:
    """Places of the ``top`` highest scores, highest first, equal scores in order."""
    return np.argsort(-scores, kind="stable")[: max(top, 0)]
