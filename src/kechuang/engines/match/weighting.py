"""How much a term tells: rarity, and BM25 over weighted fields (BM25F).

Robertson, Zaragoza: The Probabilistic Relevance Framework, BM25 and Beyond (2009), section 3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
FIELDS = ("title", "keywords", "text")
USUAL_EXTENT, EXTENTS_PER_DOUBLING = 128, 32


class Bm25(NamedTuple):
    """Saturation ``k1``; per field, in the order of ``FIELDS``, a boost and a length penalty."""

    k1: float = 1.2
    boosts: tuple[float, ...] = (2.0, 2.0, 1.0)
    length_penalties: tuple[float, ...] = (0.3, 0.2, 0.75)


def rarity(document_frequency: npt.ArrayLike, documents: int) -> Floats:
    """Inverse document frequency, never negative; a term of no document is the rarest."""
    frequency = np.asarray(document_frequency, dtype=np.float64)
    return np.log1p((documents - frequency + 0.5) / (frequency + 0.5))


def mention_gains(lengths: npt.NDArray[np.int64], bm25: Bm25) -> npt.NDArray[np.float32]:
    """What one mention counts, per document and field, set against the field's usual length."""
    means = np.maximum(lengths.mean(axis=0), 1.0) if len(lengths) else np.ones(len(FIELDS))
    penalty = np.array(bm25.length_penalties)
    gains = np.array(bm25.boosts) / (1 - penalty + penalty * lengths / means)
    return np.ascontiguousarray(gains, dtype=np.float32)


def extents(squares: Floats) -> npt.NDArray[np.uint8]:
    """How much each document says: its vector's length against the usual one, by doublings."""
    lengths = np.sqrt(np.maximum(squares, 1.0))
    usual = float(lengths.mean()) if len(lengths) else 1.0
    levels = np.rint(np.log2(lengths / usual) * EXTENTS_PER_DOUBLING) + USUAL_EXTENT
    found: npt.NDArray[np.uint8] = np.clip(levels, 0, 255).astype(np.uint8)
    return found
