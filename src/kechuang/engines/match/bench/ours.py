"""This engine on numbered terms, as the speed is compared."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kechuang.engines.compiled import Ints
from kechuang.engines.match.analyse import Keys
from kechuang.engines.match.bench.made import MadeTexts
from kechuang.engines.match.demand import WEIGHT_SCALE
from kechuang.engines.match.postings import Postings, Tokens, numbered, post
from kechuang.engines.match.search import Lists, extent_factors, new_scores, pick
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
        self.scores = new_scores(self.size)

    def search(self, needs: MadeTexts, top: int) -> Iterator[Ints]:
        """For each need the places of its ``top`` best documents."""
        for at in range(len(needs.bounds) - 1):
            yield self._best(needs.text(at).astype(np.uint64), top)

    def _best(self, terms: Keys, top: int) -> Ints:
        keys, counts = np.unique(terms, return_counts=True)
        begins, ends = self.postings.locate(keys)
        weights = np.rint(counts * rarity(ends - begins, self.size) * WEIGHT_SCALE)
        lists = Lists(begins, ends, weights.astype(np.int32))
        telling = np.ones(len(keys), dtype=bool)
        self.scores.fill(0)
        factors = extent_factors(0.0)
        places, kept = pick(self.postings, lists, telling, top, factors, self.scores)
        return places[np.lexsort((places, -kept))]
