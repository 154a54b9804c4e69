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
from kechuang.engines.match.explain import coverage_reason, extent_reason, text_reasons
from kechuang.engines.match.postings import Postings, build_postings
from kechuang.engines.match.records import Document, Hit, Query
from kechuang.engines.match.search import Scores, best, shortlist
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
    def open(cls, folder: str | Path, *, verify: bool = False) -> Index:
        """The index saved in ``folder``, memory-mapped; IndexRefusal where it is not whole.

        Sizes are always compared; ``verify`` reads every byte, which takes its time when large.
        """
        return cls(*storage.read_index(Path(folder), verify=verify))

    @staticmethod
    def is_saved(folder: str | Path) -> bool:
        """Whether ``folder`` holds an index that was written to its end."""
        return (Path(folder) / storage.MANIFEST).is_file()

    def save(self, folder: str | Path) -> None:
        """Write the index; the same documents always give the same bytes."""
        storage.write_index(Path(folder), self.ids, self.postings, self.attributes)

    def __len__(self) -> int:
        return len(self.ids)

    def search(self, query: Query, *, top: int = 10, everything: bool = False) -> tuple[Hit, ...]:
        """The ``top`` best documents; equal scores in the order of their ids.

        A hit shares a pair or a word that speaks of the subject. ``everything`` also takes those
        that share single characters or framing alone, as deep lists for measuring want them.
        """
        weighed = weigh_query(query, self.rarity, Anchoring())
        ranking = self._rank(query, weighed, top, everything)
        return tuple(
            self._hit(query, weighed, ranking, rank, slot)
            for rank, slot in enumerate(best(ranking.scores, top).tolist(), start=1)
        )

    def rank(self, query: Query, *, top: int) -> Iterator[tuple[str, int]]:
        """Ids and scores as ``search(…, everything=True)`` gives them, without the reasons."""
        weighed = weigh_query(query, self.rarity, Anchoring())
        ranking = self._rank(query, weighed, top, everything=True)
        for slot in best(ranking.scores, top).tolist():
            yield self.ids[int(ranking.positions[slot])], int(ranking.scores[slot])

    def search_many(
        self, queries: Iterable[Query], *, top: int = 10
    ) -> Iterator[tuple[str, tuple[Hit, ...]]]:
        """Each query's id with its hits, in the order of the queries."""
        return ((query.id, self.search(query, top=top)) for query in queries)

    def rarity(self, keys: Keys) -> Floats:
        """How much each key tells among these documents; never negative."""
        begins, ends = self.postings.locate(keys)
        return rarity(ends - begins, len(self))

    def _rank(self, query: Query, weighed: WeighedQuery, top: int, everything: bool) -> _Ranking:
        """Score all documents by their words, then the best of them by everything."""
        pool, texts = shortlist(self.postings, weighed, len(self), top, everything=everything)
        coverage = cover(self.postings, weighed.anchor, pool, self.rarity)
        scores = texts + texts * coverage.shares_bp // 10_000
        for signal in SIGNALS:
            scores += texts * percents(signal, self.attributes, query.attributes, pool) // 100
        return _Ranking(pool, texts, scores, coverage)

    def _hit(
        self, query: Query, weighed: WeighedQuery, ranking: _Ranking, rank: int, slot: int
    ) -> Hit:
        at, text = int(ranking.positions[slot]), int(ranking.texts[slot])
        share, longest, phrases = (int(column[slot]) for column in ranking.coverage)
        words = text_reasons(self.postings, weighed, at)
        said = text - sum(reason.points for reason in words)
        reasons = (
            *words,
            *([extent_reason(said)] if said else []),
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
