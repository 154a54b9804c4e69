"""Ranking quality of the engine beside the baseline of words, set by set."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from kechuang.engines.match.bench.judged import DEEP, JudgedSet, Quality, judge
from kechuang.engines.match.bench.words import Cut, WordBm25
from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Document, Query

Rank = Callable[[Query, int], list[str]]
Row = dict[str, Any]


def sets_in(folder: Path, only: Sequence[str]) -> list[JudgedSet]:
    """The sets below ``folder`` in the order of their names."""
    names = sorted(child.name for child in folder.iterdir() if child.is_dir())
    return [JudgedSet(folder / name) for name in names if not only or name in only]


def compare(judged: JudgedSet, cut: Cut) -> Row:
    """One row of the table; the milliseconds are the engine's."""
    documents = judged.documents()
    row: Row = {"set": judged.folder.name, "documents": len(documents)}
    words = _measure(judged, WordBm25(documents, cut).ranking)
    started = time.perf_counter()
    rank = _engine(documents)
    row["build_s"] = round(time.perf_counter() - started, 2)
    started = time.perf_counter()
    ours = _measure(judged, rank)
    row["queries"] = len(ours)
    row["ms"] = round((time.perf_counter() - started) / len(ours) * 1000, 2)
    for name, found in (("words", _mean(words)), ("ours", _mean(ours))):
        row[f"{name}_ndcg"], row[f"{name}_recall"] = found.ndcg, found.recall
    row["ratio"] = row["ours_ndcg"] / row["words_ndcg"]
    return row


def _engine(documents: Iterable[Document]) -> Rank:
    index = Index.build(documents)
    return lambda query, top: [name for name, _ in index.rank(query, top=top)]


def _measure(judged: JudgedSet, rank: Rank) -> list[Quality]:
    return [judge(query.id, rank(query, DEEP + 1), gains) for query, gains in judged.queries()]


def _mean(rows: Sequence[Quality]) -> Quality:
    return Quality(
        statistics.fmean(row.ndcg for row in rows), statistics.fmean(row.recall for row in rows)
    )
