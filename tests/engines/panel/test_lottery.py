from collections import Counter

import pytest

from kechuang.engines.panel.assign import Instance, Rules, assign, build_instance, violations
from kechuang.engines.panel.assign.lottery import Lottery, assign_by_lot
from kechuang.engines.panel.refusals import PanelError

UNITS = {f"r{r}": [f"u{r // 2}"] for r in range(8)}


def round_of(**changes: object) -> Instance:
    triples = [(f"p{p}", f"r{r}", float((p * 3 + r * 5) % 7)) for p in range(6) for r in range(8)]
    options = {"demand": 3, "load": 3, "units": UNITS, "rules": Rules(one_per_unit=True)}
    return build_instance(triples, **{**options, **changes})


def pairs(lottery: Lottery) -> list[tuple[str, str]]:
    instance = lottery.seating.instance
    return [
        (instance.proposals[instance.proposal[c]], instance.reviewers[instance.reviewer[c]])
        for c in lottery.seating.chosen()
    ]


def test_every_drawn_panel_keeps_every_rule() -> None:
    instance = round_of(conflicts={("p0", "r0"), ("p1", "r5")})

    for seed in range(50):
        drawn = pairs(assign_by_lot(instance, pair_cap_bp=6000, seed=str(seed)))
        assert violations(instance, drawn) == []


def test_a_pair_meets_as_often_as_its_probability_says() -> None:
    instance = round_of()
    times: Counter[int] = Counter()
    for seed in range(400):
        lottery = assign_by_lot(instance, pair_cap_bp=8000, seed=str(seed))
        times.update(lottery.seating.chosen().tolist())

    for candidate, share in enumerate(lottery.share.tolist()):
        assert times[candidate] / 400 == pytest.approx(share / lottery.whole, abs=0.1)


def test_no_pair_has_a_probability_above_the_cap() -> None:
    lottery = assign_by_lot(round_of(), pair_cap_bp=5000, seed="1")

    assert max(lottery.share) / lottery.whole <= 0.5


def test_without_a_cap_the_lottery_is_the_best_total() -> None:
    instance = round_of()

    assert assign_by_lot(instance, pair_cap_bp=10_000, seed="1").expected == assign(instance).total


def test_the_same_seed_draws_the_same_panels() -> None:
    first, again = (assign_by_lot(round_of(), pair_cap_bp=5000, seed="1") for _ in range(2))

    assert pairs(first) == pairs(again)


def test_a_cap_too_low_to_fill_the_seats_is_refused() -> None:
    with pytest.raises(PanelError, match="too low"):
        assign_by_lot(round_of(), pair_cap_bp=100, seed="1")
