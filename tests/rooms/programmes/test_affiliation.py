"""Who counts as affiliated, from ties between units alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.wording import Text
from kechuang.programmes.affiliation import Path, path_between
from kechuang.programmes.measures import AffiliationMeasure
from kechuang.programmes.ties import Tie

MEASURE = AffiliationMeasure(influence_bp=2000, control_above_bp=5000, most_steps=3)
PEOPLE = st.integers(1, 6)
SHARES = st.one_of(st.none(), st.integers(0, 10_000))


def holds(above: int, below: int, share_bp: int | None, *, is_whole: bool = False) -> Tie:
    return Tie(above, below, Text(f"{above}→{below}", f"{above}→{below}"), is_whole, share_bp)


def path(one: int, other: int, *ties: Tie) -> Path | None:
    above: dict[int, list[Tie]] = {}
    for tie in ties:
        above.setdefault(tie.below, []).append(tie)
    return path_between(one, other, above, MEASURE)


def test_a_fifth_of_the_shares_is_influence_and_less_is_nothing() -> None:
    assert path(1, 2, holds(1, 2, 2000)) is not None
    assert path(1, 2, holds(1, 2, 1999)) is None


def test_units_under_one_controller_are_affiliated() -> None:
    found = path(1, 2, holds(9, 1, 5001), holds(9, 2, 5001))

    assert found is not None
    assert found.said.zh == "9→1；9→2"


def test_units_in_which_one_holder_has_mere_influence_are_not() -> None:
    assert path(1, 2, holds(9, 1, 2000), holds(9, 2, 2000)) is None


def test_one_step_of_influence_under_a_common_controller_is_enough() -> None:
    assert path(1, 2, holds(9, 1, 5001), holds(9, 2, 2000)) is not None


def test_a_branch_stands_under_its_head_office() -> None:
    assert path(1, 2, holds(2, 1, None, is_whole=True)) is not None


def test_control_is_followed_as_far_as_the_measure_says() -> None:
    chain = [holds(place + 1, place, 6000) for place in range(1, 5)]

    assert path(1, 4, *chain) is not None
    assert path(1, 5, *chain) is None


def test_a_share_that_nobody_stated_makes_the_path_uncertain() -> None:
    found = path(1, 2, holds(1, 2, None))

    assert found is not None
    assert not found.is_certain


def test_a_certain_path_goes_before_a_shorter_uncertain_one() -> None:
    found = path(1, 2, holds(1, 2, None), holds(9, 1, 6000), holds(9, 2, 6000))

    assert found is not None
    assert found.is_certain


def test_circles_of_shares_come_to_an_end() -> None:
    assert path(1, 9, holds(1, 2, 6000), holds(2, 3, 6000), holds(3, 1, 6000)) is None


@given(st.lists(st.builds(holds, PEOPLE, PEOPLE, SHARES), max_size=8), PEOPLE, PEOPLE)
def test_affiliation_is_mutual(ties: list[Tie], one: int, other: int) -> None:
    to, fro = path(one, other, *ties), path(other, one, *ties)

    assert (to is None) == (fro is None)
    if to is not None and fro is not None:
        assert to.is_certain == fro.is_certain


def test_shares_in_several_hands_of_one_holder_count_together() -> None:
    found = path(1, 2, holds(1, 2, 1900), holds(1, 3, 10_000), holds(3, 2, 1900))

    assert found is not None
    assert found.is_certain
    assert found.said.zh == "合计38.00%（1→2；3→2）"


def test_control_by_several_hands_carries_on() -> None:
    found = path(
        1, 5, holds(1, 2, 3000), holds(1, 3, 6000), holds(3, 2, 3000), holds(2, 5, 1100),
        holds(3, 5, 1000),
    )  # fmt: skip

    assert found is not None
    assert "合计21.00%" in found.said.zh


def test_hands_that_nobody_controls_do_not_count_together() -> None:
    assert path(1, 2, holds(1, 2, 1900), holds(1, 3, 3000), holds(3, 2, 1900)) is None


def test_a_hand_that_one_holder_controls_perhaps_leaves_it_uncertain() -> None:
    found = path(1, 2, holds(1, 2, 1900), holds(1, 3, None), holds(3, 2, 1900))

    assert found is not None
    assert not found.is_certain
