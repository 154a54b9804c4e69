"""Documents and needs made of numbered terms, with the statistics of real abstracts.

The figures were counted over 12,580 Chinese abstracts of all disciplines and 371 technical needs of
firms (character pairs, single characters and words as this engine takes them). No text was kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kechuang.engines.compiled import Ints, Longs

RANKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 2e6)
SHARES = (
    *(2.09e-2, 5.07e-3, 4.44e-3, 3.73e-3, 2.48e-3, 1.85e-3, 1.21e-3, 7.04e-4, 2.96e-4, 1.35e-4),
    *(5.80e-5, 1.79e-5, 7.76e-6, 3.64e-6, 1.21e-6, 4.85e-7, 2.43e-7, 1.5e-8),
)
LOG_LENGTH_MEAN, LOG_LENGTH_SPREAD = 5.69, 0.47
TERMS_PER_LETTER = 1.6
TOPICS, TOPIC_SHARE, COMMON = 2_000, 0.4, 1_000
Chances = npt.NDArray[np.float64]


class MadeTexts(NamedTuple):
    """Text *t* has the ``terms[bounds[t]:bounds[t+1]]``; ``size`` counts the terms there may be."""

    terms: Ints
    bounds: Longs
    size: int

    def text(self, at: int) -> Ints:
        """The terms of one text."""
        return self.terms[self.bounds[at] : self.bounds[at + 1]]


def made_documents(count: int, *, seed: int) -> MadeTexts:
    """As many terms each as abstracts have."""
    lengths = np.random.default_rng(seed).lognormal(LOG_LENGTH_MEAN, LOG_LENGTH_SPREAD, count)
    return _made(np.maximum(lengths, 5).astype(np.int64), seed + 1)


def made_needs(count: int, letters: int, *, seed: int) -> MadeTexts:
    """Needs of so many letters each."""
    return _made(np.full(count, int(letters * TERMS_PER_LETTER)), seed)


def _made(lengths: Longs, seed: int) -> MadeTexts:
    random = np.random.default_rng(seed)
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    cumulated = _cumulated()
    terms = np.empty(int(bounds[-1]), dtype=np.int32)
    topics = np.repeat(random.integers(0, TOPICS, len(lengths)), lengths).astype(np.int32)
    for start in range(0, len(terms), 1 << 24):
        part = slice(start, start + (1 << 24))
        terms[part] = _drawn(random, cumulated, topics[part])
    return MadeTexts(terms, bounds, len(cumulated))


def _drawn(random: np.random.Generator, cumulated: Chances, topics: Ints) -> Ints:
    """Ranks by their shares; of the rarer ones some are those of the text's topic."""
    ranks = np.searchsorted(cumulated, random.random(len(topics)), side="right")
    ranks = np.minimum(ranks, len(cumulated) - 1)
    on_topic = (ranks >= COMMON) & (random.random(len(topics)) < TOPIC_SHARE)
    return np.where(on_topic, ranks - ranks % TOPICS + topics, ranks).astype(np.int32) % len(
        cumulated
    )


def _cumulated() -> Chances:
    ranks = np.arange(1, int(RANKS[-1]) + 1)
    shares = np.exp(np.interp(np.log(ranks), np.log(RANKS), np.log(SHARES)))
    found: Chances = np.cumsum(shares) / shares.sum()
    return found
