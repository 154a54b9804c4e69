"""Who holds which term: sorted arrays that can be read straight from disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.compiled import Ints, Longs
from kechuang.engines.match.analyse import Keys, analyse
from kechuang.engines.match.counting import count_documents, lay_out, saturate
from kechuang.engines.match.records import Document
from kechuang.engines.match.vocabulary import Vocabulary
from kechuang.engines.match.weighting import FIELDS, Bm25, extents, mention_gains, rarity

AT_ONCE = 10_000


class Postings(NamedTuple):
    """The postings of key *k* are ``[offsets[k]:offsets[k+1]]`` of the three arrays after it.

    ``documents`` are positions, ascending within a key; ``levels`` say how far BM25's saturation
    went (1–255); ``fields`` is a bit mask over ``FIELDS``. ``extents`` has one entry per document.
    """

    keys: Keys
    offsets: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    levels: npt.NDArray[np.uint8]
    fields: npt.NDArray[np.uint8]
    extents: npt.NDArray[np.uint8]

    def locate(self, keys: Keys) -> tuple[Longs, Longs]:
        """Begin and end of the postings of each key; an unknown key has begin = end."""
        slots = np.searchsorted(self.keys, keys)
        inside = np.minimum(slots, max(len(self.keys) - 1, 0))
        known = self.keys[inside] == keys if len(self.keys) else np.zeros(len(keys), dtype=bool)
        begins = np.where(known, self.offsets[inside], 0)
        ends = np.where(known, self.offsets[np.minimum(inside + 1, len(self.offsets) - 1)], 0)
        return begins, ends


class Tokens(NamedTuple):
    """All terms in a row: field *f* of document *d* is ``[bounds[d*F+f]:bounds[d*F+f+1]]``."""

    keys: Keys
    terms: Ints
    bounds: Longs


def build_postings(documents: Sequence[Document], bm25: Bm25) -> Postings:
    """Count every term of every document and weigh it once, so that a search only adds."""
    return post(read_tokens(documents), bm25, len(FIELDS))


def read_tokens(documents: Sequence[Document]) -> Tokens:
    """The terms of all documents, numbered in the order of their keys."""
    lengths: list[int] = [0]
    keys, terms = numbered(_keys_in_parts(documents, lengths))
    return Tokens(keys, terms, np.cumsum(lengths, dtype=np.int64))


def numbered(parts: Iterable[Keys]) -> tuple[Keys, Ints]:
    """The different keys ascending, and all keys in a row as places among them."""
    vocabulary = Vocabulary()
    return vocabulary.in_order([vocabulary.number(part) for part in parts])


def _keys_in_parts(documents: Sequence[Document], lengths: list[int]) -> Iterator[Keys]:
    for start in range(0, len(documents), AT_ONCE):
        found = [
            analyse(text).keys
            for document in documents[start : start + AT_ONCE]
            for text in _field_texts(document)
        ]
        lengths += map(len, found)
        yield np.concatenate(found)


def post(tokens: Tokens, bm25: Bm25, fields: int) -> Postings:
    """Postings of ``tokens``, whose keys ascend."""
    counts = np.zeros(len(tokens.keys), dtype=np.int64)
    places = count_documents(tokens.terms, tokens.bounds, fields, counts)
    lengths = np.diff(tokens.bounds).reshape(-1, fields)
    offsets = np.concatenate(([0], np.cumsum(counts)))
    owners, masks = np.zeros(places, dtype=np.int32), np.zeros(places, dtype=np.uint8)
    frequencies = np.zeros(places, dtype=np.float32)
    gains = mention_gains(lengths, bm25)
    lay_out(tokens.terms, tokens.bounds, gains, offsets, owners, frequencies, masks)
    levels, squares = np.zeros(places, dtype=np.uint8), np.zeros(len(lengths))
    saturate(offsets, owners, frequencies, rarity(counts, len(lengths)), bm25.k1, levels, squares)
    return Postings(tokens.keys, offsets, owners, levels, masks, extents(squares))


def _field_texts(document: Document) -> tuple[str, str, str]:
    return document.title, "\n".join(document.keywords), document.text
