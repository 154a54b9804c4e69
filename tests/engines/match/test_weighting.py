import numpy as np

from kechuang.engines.match.weighting import IMPACT_SCALE, Bm25, field_frequencies, impacts, rarity


def test_rarer_terms_weigh_more_and_none_is_negative():
    weights = rarity([0, 1, 50, 100], 100)

    assert (np.diff(weights) < 0).all()
    assert weights[-1] > 0


def test_impact_of_one_mention_in_a_field_of_usual_length_is_the_rarity():
    frequency = field_frequencies(
        np.array([1.0]),
        np.array([2], dtype=np.uint8),
        np.array([80.0]),
        np.array([10.0, 5.0, 80.0]),
        Bm25(),
    )

    assert frequency.tolist() == [1.0]
    assert impacts(frequency, np.array([3.5]), Bm25()).tolist() == [3500]


def test_repetition_saturates_below_its_ceiling():
    bm25 = Bm25()
    once, often = impacts(np.array([1.0, 1e6]), np.array([2.0, 2.0]), bm25)

    assert once < often <= 2.0 * (bm25.k1 + 1) * IMPACT_SCALE


def test_title_weighs_more_than_text():
    frequencies = field_frequencies(
        np.ones(2), np.array([0, 2], dtype=np.uint8), np.full(2, 20.0), np.full(3, 20.0), Bm25()
    )

    assert frequencies[0] > frequencies[1]
