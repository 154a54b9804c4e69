"""Labelled sets in BEIR layout, and how well a ranking agrees with the labels."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kechuang.engines.match.records import Document, Query
from kechuang.engines.match.trec import read_documents, read_queries

Gains = Mapping[str, int]
DEPTH, DEEP = 10, 100


class Quality(NamedTuple):
    """Of one ranking, or the mean over queries."""

    ndcg: float
    recall: float


class JudgedSet(NamedTuple):
    """A folder with ``corpus.jsonl`` (or a file ``CORPUS`` naming the set whose corpus it uses),
    ``queries.jsonl`` and ``qrels/test.tsv`` or ``qrels.tsv``."""

    folder: Path

    def documents(self) -> list[Document]:
        """The set's own corpus, or the one that ``CORPUS`` names."""
        pointer = self.folder / "CORPUS"
        home = self.folder
        if pointer.exists():
            home = home.parent / pointer.read_text("utf-8").strip()
        return list(read_documents(home / "corpus.jsonl"))

    def queries(self) -> Iterator[tuple[Query, Gains]]:
        """The queries that have labels."""
        labels = self._labels()
        for query in read_queries(self.folder / "queries.jsonl"):
            if any(labels[query.id].values()):
                yield query, labels[query.id]

    def _labels(self) -> Mapping[str, Gains]:
        beside = self.folder / "qrels.tsv"
        path = beside if beside.exists() else self.folder / "qrels" / "test.tsv"
        labels: dict[str, dict[str, int]] = defaultdict(dict)
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if cells[-1].lstrip("-").isdigit():
                labels[cells[0]][cells[-2]] = int(cells[-1])
        return labels


def judge(query_id: str, ranking: Sequence[str], gains: Gains) -> Quality:
    """nDCG@10 with linear gains as trec_eval computes it, and Recall@100.

    Where a query was made from a document (query ``qc2`` from document ``c2``), the document itself
    is left out unless it is labelled.
    """
    others = [name for name in ranking if name != query_id[1:] or name in gains]
    relevant = {name for name, gain in gains.items() if gain > 0}
    ideal = sorted(gains.values(), reverse=True)[:DEPTH]
    got = [gains.get(name, 0) for name in others[:DEPTH]]
    return Quality(
        _discounted(got) / _discounted(ideal),
        len(relevant & set(others[:DEEP])) / len(relevant),
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
