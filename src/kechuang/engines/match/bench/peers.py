"""tantivy and bm25s on the same numbered terms; each is left out where it is not installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from kechuang.engines.compiled import Ints
from kechuang.engines.match.bench.made import MadeTexts
from kechuang.engines.match.bench.ours import Ours


class Tantivy:
    """An index in memory, one writer thread."""

    name = "tantivy"

    @staticmethod
    def prepare(documents: MadeTexts) -> list[str]:
        """Each text as words between blanks."""
        return [
            " ".join(map(str, documents.text(at).tolist()))
            for at in range(len(documents.bounds) - 1)
        ]

    def __init__(self, documents: MadeTexts, prepared: list[str]) -> None:
        library: Any = import_module("tantivy")
        builder = library.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
        builder.add_integer_field("number", stored=False, fast=True)
        self.schema, self.library = builder.build(), library
        index = library.Index(self.schema)
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        for number, words in enumerate(prepared):
            writer.add_document(library.Document(text=words, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()

    def search(self, needs: MadeTexts, top: int) -> Iterator[object]:
        """Any of the terms, scored by BM25."""
        queries, should = self.library.Query, self.library.Occur.Should
        for at in range(len(needs.bounds) - 1):
            terms = [
                (should, queries.term_query(self.schema, "text", str(term)))
                for term in needs.text(at).tolist()
            ]
            yield self.searcher.search(queries.boolean_query(terms), top, count=False).hits


class Bm25s:
    """Its compiled backend, one thread."""

    name = "bm25s"

    @staticmethod
    def prepare(documents: MadeTexts) -> list[list[int]]:
        """Each text as a list of numbers."""
        return [documents.text(at).tolist() for at in range(len(documents.bounds) - 1)]

    def __init__(self, documents: MadeTexts, prepared: list[list[int]]) -> None:
        library: Any = import_module("bm25s")
        self.tokenized = library.tokenization.Tokenized
        known = {str(term): term for term in range(documents.size)}
        self.engine = library.BM25(method="lucene", backend="numba")
        self.engine.index(self.tokenized(ids=prepared, vocab=known), show_progress=False)
        self.known = known

    def search(self, needs: MadeTexts, top: int) -> Iterator[Ints]:
        """All needs at once."""
        texts = [np.unique(needs.text(at)).tolist() for at in range(len(needs.bounds) - 1)]
        asked = self.tokenized(ids=texts, vocab=self.known)
        places, _ = self.engine.retrieve(asked, k=top, show_progress=False, n_threads=1)
        yield from places


def installed() -> list[type[Ours] | type[Tantivy] | type[Bm25s]]:
    """This engine, and the others that are here."""
    peers = [kind for kind in (Tantivy, Bm25s) if importlib.util.find_spec(kind.name)]
    return [Ours, *peers]
