"""Match: which documents (outcomes) answer a query (a demand), ranked, with the reasons.

Chinese text is compared by overlapping character pairs, so no dictionary is needed; scores are
integers, so the same index and query give the same bytes in every process.
"""

from kechuang.engines.match.bench import bench
from kechuang.engines.match.index import Index
from kechuang.engines.match.records import Document, Hit, MatchReason, Query
from kechuang.engines.match.runs import RunPart, compute_part, parts_of
from kechuang.engines.match.storage import IndexRefusal
from kechuang.engines.match.trec import files_of, read_documents, read_queries

__all__ = [
    "Document",
    "Hit",
    "Index",
    "IndexRefusal",
    "MatchReason",
    "Query",
    "RunPart",
    "bench",
    "compute_part",
    "files_of",
    "parts_of",
    "read_documents",
    "read_queries",
]
