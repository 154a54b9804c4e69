"""A run over many queries in parts; each part gives the same bytes wherever it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Hit, Query
from kechuang.engines.match.trec import run_line
from kechuang.engines.seal import exact_bytes

QUERIES_PER_PART = 100


class RunPart(NamedTuple):
    """Some queries on the index saved in ``folder``; with reasons, or a TREC run."""

    folder: str
    queries: tuple[Query, ...]
    top: int
    reasons: bool


def parts_of(folder: str, queries: Sequence[Query], top: int, *, reasons: bool) -> list[RunPart]:
    """All queries, ``QUERIES_PER_PART`` at a time."""
    return [
        RunPart(folder, tuple(queries[start : start + QUERIES_PER_PART]), top, reasons)
        for start in range(0, len(queries), QUERIES_PER_PART)
    ]


def compute_part(part: RunPart) -> bytes:
    """The lines of a part."""
    index = _opened(part.folder)
    return b"".join(
        _explained(query, index.search(query, top=part.top, everything=True))
        if part.reasons
        else "".join(_ranked(index, query, part.top)).encode()
        for query in part.queries
    )


@lru_cache(maxsize=1)
def _opened(folder: str) -> Index:
    return Index.open(folder)


def _ranked(index: Index, query: Query, top: int) -> Iterator[str]:
    for rank, (document_id, score) in enumerate(index.rank(query, top=top), start=1):
        yield run_line(query.id, document_id, rank, score)


def _explained(query: Query, hits: Sequence[Hit]) -> bytes:
    return exact_bytes({"query": query.id, "hits": [hit.as_dict() for hit in hits]}) + b"\n"
