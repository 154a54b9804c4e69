import numpy as np

from kechuang.engines.panel.assign import build_instance
from kechuang.engines.panel.assign.exchange import Exchange
from kechuang.engines.panel.assign.links import Worth
from kechuang.engines.panel.assign.seating import Seating, Swaps

TOTAL_ONLY = Worth(threshold=-(2**62), weight=0)


def test_two_chains_of_one_round_do_not_take_the_same_last_room() -> None:
    triples = [("a", "x", 0.0), ("a", "z", 9.0), ("b", "y", 0.0), ("b", "z", 8.0)]
    instance = build_instance(triples, demand=1, load=1)
    seating = Seating.of_chosen(instance, np.array([0, 3]))
    swaps = Swaps.of(seating, -instance.score, width=9)

    Exchange(seating, swaps, TOTAL_ONLY).run(rounds=9)

    assert seating.loads.tolist() == [0, 1, 1]
    assert seating.chosen().tolist() == [1, 3]


def test_a_full_round_is_improved_by_a_ring_of_three() -> None:
    names = [("a", "x"), ("a", "y"), ("b", "y"), ("b", "z"), ("c", "z"), ("c", "x")]
    triples = [(*name, float(n % 2)) for n, name in enumerate(names)]
    instance = build_instance(triples, demand=1, load=1, min_load=1)
    start = np.flatnonzero(instance.score == 0)
    seating = Seating.of_chosen(instance, start)
    swaps = Swaps.of(seating, -instance.score, width=9)

    Exchange(seating, swaps, TOTAL_ONLY).run(rounds=9)

    assert (instance.score[seating.chosen()] > 0).all()
    assert seating.loads.tolist() == [1, 1, 1]
