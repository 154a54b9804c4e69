"""The best documents of a query: its terms added up, document by document, in whole numbers."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.compiled import Ints, Longs
from kechuang.engines.match.adding import add_all, add_where_told, take_best
from kechuang.engines.match.demand import WeighedQuery
from kechuang.engines.match.holding import complete
from kechuang.engines.match.passage import Flags
from kechuang.engines.match.postings import Postings
from kechuang.engines.match.weighting import EXTENTS_PER_DOUBLING, USUAL_EXTENT

Scores = npt.NDArray[np.int64]
SHORTLIST, SHORTLIST_PER_HIT = 50, 3
COMMON_SHARE, ADDED_PER_LOOK_UP = 16, 200
ELECTED, ELECTED_PER_PLACE = 200, 5


class Lists(NamedTuple):
    """For each term of a query, where its postings begin and end, and its weight."""

    begins: Longs
    ends: Longs
    weights: Ints

    def of(self, which: Flags) -> Lists:
        """Some of them."""
        return Lists(self.begins[which], self.ends[which], self.weights[which])


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
    room = min(max(SHORTLIST, SHORTLIST_PER_HIT * top), documents)
    lists = Lists(*postings.locate(query.keys), query.weights)
    telling = query.telling | everything
    factors = extent_factors(query.fullness)
    places, scores = pick(postings, lists, telling, room, factors, new_scores(documents))
    order = np.argsort(places)
    return Shortlist(places[order].astype(np.int64), scores[order])


def new_scores(documents: int) -> Ints:
    """Nought for every document."""
    return np.zeros(documents, dtype=np.int32)


def pick(
    postings: Postings, lists: Lists, telling: Flags, room: int, factors: Longs, scores: Ints
) -> tuple[Ints, Scores]:
    """The ``room`` best documents of ``scores``, which start at nought, in no order.

    Among very many documents some are elected by the rarer terms; what the common ones give is
    then looked up for the elected alone.
    """
    elected = max(ELECTED, ELECTED_PER_PLACE * room)
    common = _common(lists, len(scores), elected)
    _add(postings, lists, telling & ~common, ~telling & ~common, scores)
    if common.any():
        places, _ = _take(postings, scores, factors, elected)
        if len(places) >= room:
            places.sort()
            totals = scores[places]
            arrays = (postings.documents, postings.levels, *lists.of(common))
            complete(*arrays, len(scores), places, totals)
            worths = np.maximum(totals * factors[postings.extents[places]] >> 16, 1)
            chosen = best(worths, room)
            return places[chosen], worths[chosen]
        _add(postings, lists, telling & common, ~telling & common, scores)
    return _take(postings, scores, factors, room)


def _common(lists: Lists, documents: int, elected: int) -> Flags:
    """Lists so long that looking the elected up is quicker, where the others weigh more."""
    lengths = lists.ends - lists.begins
    common: Flags = lengths > max(documents // COMMON_SHARE, elected * ADDED_PER_LOOK_UP)
    if lists.weights[common].sum() > lists.weights[~common & (lengths > 0)].sum():
        return np.zeros_like(common)
    return common


def _add(postings: Postings, lists: Lists, telling: Flags, others: Flags, scores: Ints) -> None:
    for add, which in ((add_all, telling), (add_where_told, others)):
        add(postings.documents, postings.levels, *lists.of(which), scores)


def _take(postings: Postings, scores: Ints, factors: Longs, room: int) -> tuple[Ints, Scores]:
    room = min(room, len(scores))
    kept, places = np.zeros(room, dtype=np.int64), np.zeros(room, dtype=np.int32)
    found = take_best(scores, postings.extents, factors, kept, places)
    return places[:found], kept[:found]


@cache
def extent_factors(fullness: float) -> Longs:
    """By extent, what a score is multiplied by (65536 is once): the more a document says, the less
    a shared word tells, as far as the query is itself as full as a document (0–1)."""
    doublings = (np.arange(256) - USUAL_EXTENT) / EXTENTS_PER_DOUBLING
    return np.rint(65_536 * 2.0 ** (-fullness * doublings)).astype(np.int64)


def best(scores: Scores, top: int) -> Longs:
    """Places of the ``top`` highest scores, highest first, equal scores in order."""
    return np.argsort(-scores, kind="stable")[: max(top, 0)]
