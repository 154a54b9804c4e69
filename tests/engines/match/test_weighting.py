import numpy as np

from kechuang.engines.match import Document
from kechuang.engines.match.postings import build_postings
from kechuang.engines.match.weighting import (
    EXTENTS_PER_DOUBLING,
    USUAL_EXTENT,
    Bm25,
    extents,
    mention_gains,
    rarity,
)


def test_rarer_terms_weigh_more_and_none_is_negative():
    weights = rarity([0, 1, 50, 100], 100)

    assert (np.diff(weights) < 0).all()
    assert weights[-1] > 0


def test_one_mention_in_fields_of_usual_length_counts_its_boost():
    gains = mention_gains(np.array([[10, 5, 80]]), Bm25())

    assert gains.tolist() == [[2.0, 2.0, 1.0]]


def test_a_mention_counts_less_in_a_longer_field():
    short, long = mention_gains(np.array([[10, 0, 20], [10, 0, 140]]), Bm25())

    assert long[2] < short[2]
    assert long[0] == short[0]


def test_repetition_saturates_below_its_ceiling():
    documents = [Document("a", "硼"), Document("b", "硼" * 10_000)]
    once, often = build_postings(documents, Bm25()).levels[:2].tolist()

    assert 0 < once <= often <= 255


def test_extents_count_doublings_from_the_usual_one():
    lengths = np.array([1.0, 1.0, 2.0, 4.0]) * 1000

    levels = extents(lengths**2).astype(int)

    assert levels[0] < USUAL_EXTENT < levels[3]
    assert np.diff(levels[1:]).tolist() == [EXTENTS_PER_DOUBLING] * 2
