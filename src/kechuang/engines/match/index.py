"""The index: build it from documents, keep it in a folder, search it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.match import storage
from kechuang.engines.match.analyse import Keys
from kechuang.engines.match.coverage import Coverage, Positions, cover
from kechuang.engines.match.demand import Anchoring, Floats, WeighedQuery, weigh_query
from kechuang.engines.match.explain import coverage_reason, text_reasons
from kechuang.engines.match.postings import Postings, build_postings
from kechuang.engines.match.records import Document, Hit, Query
from kechuang.engines.match.search import Scores, add_scores, best, shortlist
from kechuang.engines.match.signal_reasons import signal_reasons
from kechuang.engines.match.signals import SIGNALS, AttributeTable, percents, tabulate
from kechuang.engines.match.strength import count_long, strength
from kechuang.engines.match.weighting import Bm25, rarity


class _Ranking(NamedTuple):
    """Positions that may be shown, in order, with text score, whole score and coverage."""

    positions: Positions
    texts: Scores
    scores: Scores
    coverage: Coverage


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """Documents ready to be searched; can be pickled, or saved and opened by another process."""

    ids: tuple[str, ...]
    postings: Postings
    attributes: AttributeTable

    @classmethod
    def build(cls, documents: Iterable[Document]) -> Index:
        """Index ``documents`` in the order of their ids; an id given twice is refused."""
        ordered = sorted(documents, key=lambda document: document.id)
        ids = tuple(document.id for document in ordered)
        storage.refuse_repeated_ids(ids)
        return cls(ids, build_postings(ordered, Bm25()), tabulate(ordered))

    @classmethod
    def open(cls, folder: str | Path) -> Index:
        """The index saved in ``folder``, memory-mapped; IndexRefusal where it is not whole."""
        return cls(*storage.read_index(Path(folder)))

    def save(self, folder: str | Path) -> None:
        """Write the index; the same documents always give the same bytes."""
        storage.write_index(Path(folder), self.ids, self.postings, self.attributes)

    def __len__(self) -> int:
        return len(self.ids)

    def search(self, query: Query, *, top: int = 10) -> tuple[Hit, ...]:
        """The ``top`` best documents; equal scores in the order of their ids."""
        weighed = weigh_query(query, self._rarity, Anchoring())
        ranking = self._rank(query, weighed, top)
        return tuple(
            self._hit(query, weighed, ranking, rank, slot)
            for rank, slot in enumerate(best(ranking.scores, top), start=1)
        )

    def search_many(
        self, queries: Iterable[Query], *, top: int = 10
    ) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Each query's id with its hits, in the order of the queries."""
        return ((query.id, self.search(query, top=top)) for query in queries)

    def _rarity(self, keys: Keys) -> Floats:
        begins, ends = self.postings.locate(keys)
        return rarity(ends - begins, len(self))

    def _rank(self, query: Query, weighed: WeighedQuery, top: int) -> _Ranking:
        """Score all documents by their words, then the best of them by everything."""
        texts = add_scores(self.postings, weighed, len(self))
        pool = shortlist(texts, top)
        coverage = cover(self.postings, weighed.anchor, pool, self._rarity)
        scores = texts[pool] + texts[pool] * coverage.shares_bp // 10_000
        for signal in SIGNALS:
            scores += texts[pool] * percents(signal, self.attributes, query.attributes, pool) // 100
        return _Ranking(pool, texts[pool], scores, coverage)

    def _hit(
        self, query: Query, weighed: WeighedQuery, ranking: _Ranking, rank: int, slot: int
    ) -> Hit:
        at, text = int(ranking.positions[slot]), int(ranking.texts[slot])
        share, longest, phrases = (int(column[slot]) for column in ranking.coverage)
        words = text_reasons(self.postings, weighed, at)
        reasons = (
            *words,
            coverage_reason(text, share),
            *signal_reasons(self.attributes, query.attributes, at, text),
        )
        strong = strength(
            share_bp=share,
            longest=longest,
            phrases=phrases,
            long_phrases=count_long(reason.label.zh for reason in words if reason.kind == "term"),
        )
        return Hit(self.ids[at], rank, int(ranking.scores[slot]), strong, share, reasons)
