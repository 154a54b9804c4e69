"""This engine on numbered terms, as the speed is compared."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kechuang.engines.match.adding import add_all, take_best
from kechuang.engines.match.analyse import Keys
from kechuang.engines.match.bench.made import MadeTexts
from kechuang.engines.match.counting import Ints
from kechuang.engines.match.demand import WEIGHT_SCALE
from kechuang.engines.match.postings import Postings, Tokens, numbered, post
from kechuang.engines.match.search import extent_factors
from kechuang.engines.match.weighting import Bm25, rarity

ONE_FIELD = Bm25(boosts=(1.0,), length_penalties=(0.75,))


class Ours:
    """Postings over one field, searched by plain BM25."""

    name = "kechuang"

    @staticmethod
    def prepare(documents: MadeTexts) -> Keys:
        """The terms in the form that the engine takes."""
        return documents.terms.astype(np.uint64)

    def __init__(self, documents: MadeTexts, prepared: Keys) -> None:
        self.size = len(documents.bounds) - 1
        tokens = Tokens(*numbered([prepared]), documents.bounds)
        self.postings: Postings = post(tokens, ONE_FIELD, 1)
        self.scores = np.zeros(self.size, dtype=np.int32)

    def search(self, needs: MadeTexts, top: int) -> Iterator[Ints]:
        """For each need the places of its ``top`` best documents."""
        for at in range(len(needs.bounds) - 1):
            yield self._best(needs.text(at).astype(np.uint64), top)

    def _best(self, terms: Keys, top: int) -> Ints:
        keys, counts = np.unique(terms, return_counts=True)
        begins, ends = self.postings.locate(keys)
        weights = np.rint(counts * rarity(ends - begins, self.size) * WEIGHT_SCALE)
        postings = self.postings
        lists = (begins, ends, weights.astype(np.int32))
        add_all(postings.documents, postings.levels, *lists, self.scores)
        kept, places = np.zeros(top, dtype=np.int64), np.zeros(top, dtype=np.int32)
        found = take_best(self.scores, postings.extents, extent_factors(0.0), kept, places)
        return places[:found][np.lexsort((places[:found], -kept[:found]))]
