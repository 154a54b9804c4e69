"""Who holds which term: sorted arrays that can be read straight from disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.match.analyse import Keys, analyse
from kechuang.engines.match.records import Document
from kechuang.engines.match.weighting import FIELDS, Bm25, field_frequencies, impacts, rarity


class Postings(NamedTuple):
    """The postings of key *k* are ``[offsets[k]:offsets[k+1]]`` of the three arrays after it.

    ``documents`` are positions, ascending within a key; ``fields`` is a bit mask over ``FIELDS``.
    """

    keys: Keys
    offsets: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    impacts: npt.NDArray[np.uint16]
    fields: npt.NDArray[np.uint8]

    def locate(self, keys: Keys) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Begin and end of the postings of each key; an unknown key has begin = end."""
        slots = np.searchsorted(self.keys, keys)
        inside = np.minimum(slots, max(len(self.keys) - 1, 0))
        known = self.keys[inside] == keys if len(self.keys) else np.zeros(len(keys), dtype=bool)
        begins = np.where(known, self.offsets[inside], 0)
        ends = np.where(known, self.offsets[np.minimum(inside + 1, len(self.offsets) - 1)], 0)
        return begins, ends


class _Occurrences(NamedTuple):
    keys: Keys
    documents: npt.NDArray[np.int32]
    fields: npt.NDArray[np.uint8]
    counts: npt.NDArray[np.float64]
    lengths: npt.NDArray[np.float64]


def build_postings(documents: Sequence[Document], bm25: Bm25) -> Postings:
    """Count every term of every document and weigh it once, so that a search only adds."""
    found = _count(documents)
    if not len(found.keys):
        return _empty()
    frequencies = field_frequencies(
        found.counts, found.fields, found.lengths, _mean_lengths(found, len(documents)), bm25
    )
    order = np.lexsort((found.documents, found.keys))
    keys, owners = found.keys[order], found.documents[order]
    first = np.flatnonzero(_changes(keys) | _changes(owners))
    merged = np.add.reduceat(frequencies[order], first)
    masks = np.bitwise_or.reduceat(np.uint8(1) << found.fields[order], first)
    keys, owners = keys[first], owners[first]
    begins = np.flatnonzero(_changes(keys))
    offsets = np.append(begins, len(keys)).astype(np.int64)
    rarities = np.repeat(rarity(np.diff(offsets), len(documents)), np.diff(offsets))
    return Postings(keys[begins], offsets, owners, impacts(merged, rarities, bm25), masks)


def _empty() -> Postings:
    return Postings(
        np.array([], dtype=np.uint64),
        np.zeros(1, dtype=np.int64),
        np.array([], dtype=np.int32),
        np.array([], dtype=np.uint16),
        np.array([], dtype=np.uint8),
    )


def _changes(values: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    return np.concatenate(([True], values[1:] != values[:-1]))


def _count(documents: Sequence[Document]) -> _Occurrences:
    keys, counts, shape = [], [], []
    for position, document in enumerate(documents):
        for field, text in enumerate(_field_texts(document)):
            terms = analyse(text)
            unique, count = np.unique(terms.keys, return_counts=True)
            keys.append(unique)
            counts.append(count)
            shape.append((position, field, len(terms.keys), len(unique)))
    table = np.array(shape, dtype=np.int64).reshape(-1, 4)
    spread = np.repeat(table, table[:, 3], axis=0)
    return _Occurrences(
        np.concatenate(keys) if keys else np.array([], dtype=np.uint64),
        spread[:, 0].astype(np.int32),
        spread[:, 1].astype(np.uint8),
        np.concatenate(counts).astype(np.float64) if counts else np.array([]),
        spread[:, 2].astype(np.float64),
    )


def _field_texts(document: Document) -> tuple[str, str, str]:
    return document.title, "\n".join(document.keywords), document.text


def _mean_lengths(found: _Occurrences, documents: int) -> npt.NDArray[np.float64]:
    totals = np.bincount(found.fields, weights=found.counts, minlength=len(FIELDS))
    return np.maximum(totals / documents, 1.0)
