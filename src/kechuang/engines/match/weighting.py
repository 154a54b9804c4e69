"""How much a term tells: rarity, and BM25 over weighted fields (BM25F), in fixed-point integers.

Robertson, Zaragoza: The Probabilistic Relevance Framework, BM25 and Beyond (2009), section 3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
FIELDS = ("title", "keywords", "text")
IMPACT_SCALE = 1000


class Bm25(NamedTuple):
    """Saturation ``k1``; per field, in the order of ``FIELDS``, a boost and a length penalty."""

    k1: float = 1.2
    boosts: tuple[float, ...] = (2.0, 2.0, 1.0)
    length_penalties: tuple[float, ...] = (0.3, 0.2, 0.75)


def rarity(document_frequency: npt.ArrayLike, documents: int) -> Floats:
    """Inverse document frequency, never negative; a term of no document is the rarest."""
    frequency = np.asarray(document_frequency, dtype=np.float64)
    return np.log1p((documents - frequency + 0.5) / (frequency + 0.5))


def field_frequencies(
    counts: Floats, fields: npt.NDArray[np.uint8], lengths: Floats, means: Floats, bm25: Bm25
) -> Floats:
    """Term counts weighted by field and set against the field's usual length."""
    boosts = np.array(bm25.boosts)[fields]
    penalty = np.array(bm25.length_penalties)[fields]
    return boosts * counts / (1 - penalty + penalty * lengths / means[fields])


def impacts(frequencies: Floats, rarities: Floats, bm25: Bm25) -> npt.NDArray[np.uint16]:
    """What one posting adds to a score, times ``IMPACT_SCALE``; at least 1."""
    saturated = frequencies * (bm25.k1 + 1) / (frequencies + bm25.k1)
    return np.maximum(np.rint(rarities * saturated * IMPACT_SCALE), 1).astype(np.uint16)
